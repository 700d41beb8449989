import { dial } from '../../src/dataplane/dial';
import type { Decision } from '../../src/dataplane/flow';

const from = { pod: 'shop/client' };

/** What becomes of connections to each address: the first that are dialled, in their order. */
function dialled(protocol: 'TCP' | 'UDP', fates: Readonly<Record<string, 'deliver' | 'refuse' | 'drop'>>) {
  const order: string[] = [];
  const connect = ({ address }: { readonly address: string }) => {
    order.push(address);
    return { action: fates[address], reason: '' } as Decision;
  };
  const last = dial(from, { addresses: Object.keys(fates), port: 80, protocol }, { connect });
  return { order, address: last?.flow.address, action: last?.decision.action };
}

test('a refusal leads on to the next address', () => {
  expect(dialled('TCP', { 'fd00::1': 'refuse', 'fd00::2': 'deliver', '10.0.0.1': 'deliver' })).toEqual({
    order: ['fd00::1', 'fd00::2'],
    address: 'fd00::2',
    action: 'deliver',
  });
});

test('silence leads on to the other family, not to the next address of the same one', () => {
  expect(dialled('TCP', { 'fd00::1': 'drop', 'fd00::2': 'deliver', '10.0.0.1': 'deliver' })).toEqual({
    order: ['fd00::1', '10.0.0.1'],
    address: '10.0.0.1',
    action: 'deliver',
  });
});

test('where nobody answers, silence says more than a refusal', () => {
  expect(dialled('TCP', { 'fd00::1': 'drop', '10.0.0.1': 'refuse' })).toMatchObject({
    address: 'fd00::1',
    action: 'drop',
  });
});

test('UDP knows the first address alone', () => {
  expect(dialled('UDP', { 'fd00::1': 'drop', '10.0.0.1': 'deliver' })).toMatchObject({
    order: ['fd00::1'],
    action: 'drop',
  });
});

test('without an address nothing is dialled', () => {
  expect(dialled('TCP', {})).toEqual({ order: [], address: undefined, action: undefined });
});
