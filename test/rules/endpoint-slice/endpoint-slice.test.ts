import { endpointSlice } from '../../../src/rules/example';
import { findingsOf } from '../findings';

const list = (count: number, item: (n: number) => string) =>
  `[${Array.from({ length: count }, (_, n) => item(n)).join(', ')}]`;
const withEndpoint = (fields: string) =>
  endpointSlice(`addressType: IPv4\nendpoints: [{ addresses: [10.1.2.3], ${fields} }]`);

describe('endpoint-slice/address-type', () => {
  it.each([
    ['IPv4', []],
    ['FQDN', []],
    ["''", ['Required addressType']],
    ['DNS', ['NotSupported addressType']],
  ])('%s', (type, findings) => {
    expect(findingsOf('endpoint-slice/address-type', endpointSlice(`addressType: ${type}\nendpoints: []`))).toEqual(
      findings,
    );
  });
});

describe('endpoint-slice/address', () => {
  const check = (type: string, address: string, kubernetesVersion = '1.34') =>
    findingsOf(
      'endpoint-slice/address',
      endpointSlice(`addressType: ${type}\nendpoints: [{ addresses: ['${address}'] }]`),
      {
        kubernetesVersion,
      },
    );
  const item = 'Invalid endpoints[0].addresses[0]';
  const whole = 'Invalid endpoints[0].addresses';

  it.each([
    ['IPv4', '10.1.2.3', []],
    ['IPv4', '010.1.2.3', []],
    ['IPv4', '::ffff:10.1.2.3', []],
    ['IPv4', '255.255.255.255', []],
    ['IPv4', '224.0.1.1', []],
    ['IPv4', '2001:db8::1', [whole]],
    ['IPv4', '::1', [whole, item]],
    ['IPv4', 'db.example.com', [item]],
    ['IPv4', '0.0.0.0', [item]],
    ['IPv4', '127.0.0.1', [item]],
    ['IPv4', '169.254.1.1', [item]],
    ['IPv4', '224.0.0.1', [item]],
    ['IPv6', '2001:db8::1', []],
    ['IPv6', '2001:DB8::1', [item]],
    ['IPv6', '2001:db8:0::1', [item]],
    ['IPv6', '::ffff:10.1.2.3', [item]],
    ['IPv6', '10.1.2.3', [whole]],
    ['IPv6', 'fe80::1', [item]],
    ['IPv6', '::', [item]],
    ['FQDN', 'db.example.com', []],
    ['FQDN', 'db.example.com.', []],
    ['FQDN', 'db', [item]],
    ['FQDN', '', ['Required endpoints[0].addresses[0]']],
    ['FQDN', 'Db.example.com', [item]],
    ['FQDN', `${'a'.repeat(64)}.com`, [item]],
    ['Other', 'anything', []],
  ])('%s %s', (type, address, findings) => expect(check(type, address)).toEqual(findings));

  it.each(['010.1.2.3', '::ffff:10.1.2.3'])('%s goes up to Kubernetes 1.35', (address) => {
    expect(check('IPv4', address, '1.35')).toEqual([]);
    expect(check('IPv4', address, '1.36')).toEqual([item]);
  });
});

describe('endpoint-slice/size', () => {
  const check = (fields: string) => findingsOf('endpoint-slice/size', endpointSlice(`addressType: IPv4\n${fields}`));

  it.each([
    ['an endpoint without addresses', 'endpoints: [{}]', ['Required endpoints[0].addresses']],
    ['100 addresses', `endpoints: [{ addresses: ${list(100, (n) => `10.1.2.${n}`)} }]`, []],
    [
      '101 addresses',
      `endpoints: [{ addresses: ${list(101, (n) => `10.1.2.${n}`)} }]`,
      ['TooMany endpoints[0].addresses'],
    ],
    ['1000 endpoints', `endpoints: ${list(1000, () => '{ addresses: [10.1.2.3] }')}`, []],
    ['1001 endpoints', `endpoints: ${list(1001, () => '{}')}`, ['TooMany endpoints']],
    ['20001 ports', `endpoints: []\nports: ${list(20_001, () => '{}')}`, ['TooMany ports']],
  ])('%s', (_, fields, findings) => expect(check(fields)).toEqual(findings));

  it('looks at no endpoint when there are too many', () => {
    const slice = endpointSlice(`addressType: IPv4\nendpoints: ${list(1001, () => '{ addresses: [x] }')}`);
    expect(findingsOf('endpoint-slice/address', slice)).toEqual([]);
  });
});

describe('endpoint-slice/node-name and endpoint-slice/hostname', () => {
  it.each([
    ['node-name', 'nodeName: worker-1.example.com', []],
    ['node-name', "nodeName: ''", ['Invalid endpoints[0].nodeName']],
    ['node-name', 'nodeName: Worker', ['Invalid endpoints[0].nodeName']],
    ['hostname', 'hostname: db-0', []],
    ['hostname', "hostname: ''", ['Invalid endpoints[0].hostname']],
    ['hostname', 'hostname: a.b', ['Invalid endpoints[0].hostname']],
  ])('%s: %s', (rule, fields, findings) => {
    expect(findingsOf(`endpoint-slice/${rule}`, withEndpoint(fields))).toEqual(findings);
  });
});

describe('endpoint-slice/hints', () => {
  const check = (hints: string) => findingsOf('endpoint-slice/hints', withEndpoint(`hints: { ${hints} }`));
  const path = 'endpoints[0].hints';

  it.each([
    ['8 zones', `forZones: ${list(8, (n) => `{ name: z${n} }`)}`, []],
    ['9 zones, and nodes', `forZones: ${list(9, () => '{}')}, forNodes: [{ name: '!' }]`, [`TooMany ${path}.forZones`]],
    ['a zone twice', 'forZones: [{ name: a }, { name: a }]', [`Duplicate ${path}.forZones[1].name`]],
    ['a zone that is not a label', "forZones: [{ name: 'a b' }]", [`Invalid ${path}.forZones[0].name`]],
    ['an empty zone', 'forZones: [{}]', []],
    ['9 nodes', `forNodes: ${list(9, () => '{}')}`, [`TooMany ${path}.forNodes`]],
    ['a node twice', 'forNodes: [{ name: a }, { name: a }]', [`Duplicate ${path}.forNodes[1].name`]],
    ['an empty node', 'forNodes: [{}]', [`Invalid ${path}.forNodes[0].name`]],
  ])('%s', (_, hints, findings) => expect(check(hints)).toEqual(findings));
});

describe('endpoint-slice/port-name and endpoint-slice/port-protocol', () => {
  const check = (rule: string, ports: string) =>
    findingsOf(`endpoint-slice/${rule}`, endpointSlice(`addressType: IPv4\nendpoints: []\nports: [${ports}]`));

  it.each([
    ['port-name', '{}', []],
    ['port-name', "{ name: a }, { name: '' }, { name: 1-b }", []],
    ['port-name', '{}, {}, {}', ['Duplicate ports[1].name', 'Duplicate ports[2].name']],
    [
      'port-name',
      '{ name: A }, { name: A }',
      ['Invalid ports[0].name', 'Invalid ports[1].name', 'Duplicate ports[1].name'],
    ],
    ['port-protocol', '{ port: 70000 }', []],
    ['port-protocol', "{ protocol: '' }", ['NotSupported ports[0].protocol']],
    ['port-protocol', '{ protocol: SCTP, appProtocol: a/b/c }', ['Invalid ports[0].appProtocol']],
    ['port-protocol', "{ appProtocol: '' }", ['Invalid ports[0].appProtocol', 'Invalid ports[0].appProtocol']],
  ])('%s: %s', (rule, ports, findings) => expect(check(rule, ports)).toEqual(findings));
});

describe('warnings about EndpointSlices', () => {
  const withAddress = (address: string, type = 'IPv4', labels = '{}') =>
    endpointSlice(`addressType: ${type}\nendpoints: [{ addresses: ['${address}'] }]`, `name: web-1\nlabels: ${labels}`);

  it('tell of names in place of addresses', () => {
    expect(findingsOf('endpoint-slice/names-deprecated', withAddress('db.example.com', 'FQDN'))).toEqual([
      'Ignored addressType',
    ]);
  });

  it('tell of leading zeros, but not to the controllers that write slices', () => {
    expect(findingsOf('endpoint-slice/address-format', withAddress('10.1.2.03'))).toEqual([
      'Ignored endpoints[0].addresses[0]',
    ]);
    const labels = '{ endpointslice.kubernetes.io/managed-by: endpointslice-controller.k8s.io }';
    expect(findingsOf('endpoint-slice/address-format', withAddress('10.1.2.03', 'IPv4', labels))).toEqual([]);
  });
});
