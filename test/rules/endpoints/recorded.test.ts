import { checkManifests } from '../../../src/rules/check-manifests';
import type { JsonObject } from '../../../src/terms/json';

const endpoints = (subsets: unknown) => ({ apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'db' }, subsets });
const ADDRESSES = [{ ip: '192.0.2.10' }];

const said = (object: JsonObject, stage: 'errors' | 'warnings') =>
  checkManifests([object], { kubernetesVersion: '1.34' })
    .filter((one) => one.source === 'apiserver' && (one.severity === 'error') === (stage === 'errors'))
    .map(({ kind, path }) => `${kind} ${path}`)
    .sort();

describe('what kube-apiserver 1.34 said of Endpoints', () => {
  test.each<[string, unknown, readonly string[]]>([
    ['without subsets', null, []],
    ['with an empty subset', [{}], ['Required subsets[0]']],
    ['with null for a subset', [null], ['Required subsets[0]']],
    [
      'with null for an address',
      [{ addresses: [null] }],
      ['Invalid subsets[0].addresses[0].ip', 'Invalid subsets[0].addresses[0].ip'],
    ],
    [
      'with a name for an address that is not ready',
      [{ notReadyAddresses: [{ ip: 'x' }] }],
      ['Invalid subsets[0].notReadyAddresses[0].ip', 'Invalid subsets[0].notReadyAddresses[0].ip'],
    ],
    [
      'with names that are none',
      [{ addresses: [{ ip: '127.0.0.1', hostname: 'A', nodeName: 'A' }] }],
      [
        'Invalid subsets[0].addresses[0].hostname',
        'Invalid subsets[0].addresses[0].ip',
        'Invalid subsets[0].addresses[0].nodeName',
      ],
    ],
    [
      'with empty names',
      [{ addresses: [{ ip: '1.2.3.4', hostname: '', nodeName: '' }] }],
      ['Invalid subsets[0].addresses[0].nodeName'],
    ],
    [
      'with ports that are none',
      [
        {
          addresses: ADDRESSES,
          ports: [
            { port: 0, protocol: 'tcp', appProtocol: 'a b' },
            { port: 70_000, name: '' },
            { port: 1, name: 'A' },
          ],
        },
      ],
      [
        'Invalid subsets[0].ports[0].appProtocol',
        'Invalid subsets[0].ports[0].port',
        'Invalid subsets[0].ports[1].port',
        'Invalid subsets[0].ports[2].name',
        'NotSupported subsets[0].ports[0].protocol',
        'Required subsets[0].ports[0].name',
        'Required subsets[0].ports[1].name',
      ],
    ],
    [
      'with empty protocols',
      [{ addresses: ADDRESSES, ports: [{ port: 1, protocol: '', appProtocol: '' }] }],
      ['Invalid subsets[0].ports[0].appProtocol', 'Invalid subsets[0].ports[0].appProtocol'],
    ],
    [
      'with one name twice',
      [
        {
          addresses: ADDRESSES,
          ports: [
            { port: 1, name: 'a' },
            { port: 2, name: 'a' },
          ],
        },
      ],
      [],
    ],
    ['with a number for an address', [{ addresses: [{ ip: 1 }] }], ['TypeInvalid subsets[0].addresses[0].ip']],
    ['with a text for addresses', [{ addresses: 'a' }], ['TypeInvalid subsets[0].addresses']],
    [
      'with a text for a port',
      [{ addresses: ADDRESSES, ports: [{ port: '80' }] }],
      ['TypeInvalid subsets[0].ports[0].port'],
    ],
    [
      'with fields that there are not',
      [{ addresses: [{ ip: '1.2.3.4', x: 1, targetRef: { y: 1 } }] }],
      ['Invalid subsets[0].addresses[0].targetRef.y', 'Invalid subsets[0].addresses[0].x'],
    ],
  ])('%s', (_, subsets, causes) => {
    expect(said(endpoints(subsets), 'errors')).toEqual(causes);
  });

  test.each<[string, readonly string[]]>([
    ['1.2.3.4', ['Ignored apiVersion']],
    ['010.1.2.3', ['Ignored apiVersion', 'Ignored subsets[0].addresses[0].ip']],
    ['::ffff:1.2.3.4', ['Ignored apiVersion', 'Ignored subsets[0].addresses[0].ip']],
    ['2001:DB8::1', ['Ignored apiVersion', 'Ignored subsets[0].addresses[0].ip']],
  ])('is a warning, with the address %s', (ip, warnings) => {
    expect(said(endpoints([{ addresses: [{ ip }] }]), 'errors')).toEqual([]);
    expect(said(endpoints([{ addresses: [{ ip }] }]), 'warnings')).toEqual(warnings);
  });
});
