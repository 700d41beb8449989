import { parseManifests } from '../../../src/model/parse-manifests';
import { checkManifests } from '../../../src/rules/check-manifests';

function found(spec: string, kubernetesVersion = '1.34') {
  const text = `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: web}\nspec: {podSelector: {}, ${spec}}\n`;
  const diagnostics = checkManifests(parseManifests(text), { kubernetesVersion });
  return diagnostics
    .filter(({ source }) => source === 'apiserver')
    .map(({ path, kind, detail }) => `${path.replace(/^spec\./, '')} ${kind}: ${detail}`);
}
const port = (fields: string) => found(`egress: [{ports: [{${fields}}]}]`);
const block = (fields: string, version?: string) => found(`ingress: [{from: [{ipBlock: {${fields}}}]}]`, version);

describe('ports of a NetworkPolicy', () => {
  test.each(['port: 1', 'port: 65535', 'port: 80, endPort: 80', 'port: web', 'protocol: SCTP', ''])(
    'can be {%s}',
    (fields) => {
      expect(port(fields)).toEqual([]);
    },
  );

  test.each([
    ['port: 0', ['egress[0].ports[0].port Invalid: Invalid value: 0: must be between 1 and 65535, inclusive']],
    [
      'port: 80, endPort: 70000',
      ['egress[0].ports[0].endPort Invalid: Invalid value: 70000: must be between 1 and 65535, inclusive'],
    ],
    [
      'port: 90, endPort: 80',
      ['egress[0].ports[0].endPort Invalid: Invalid value: 90: must be greater than or equal to `port`'],
    ],
    [
      'port: web, endPort: 80',
      ['egress[0].ports[0].endPort Invalid: Invalid value: 80: may not be specified when `port` is non-numeric'],
    ],
    [
      'endPort: 80',
      ['egress[0].ports[0].endPort Invalid: Invalid value: 80: may not be specified when `port` is not specified'],
    ],
    [
      'protocol: tcp',
      ['egress[0].ports[0].protocol NotSupported: Unsupported value: "tcp": supported values: "TCP", "UDP", "SCTP"'],
    ],
  ])('cannot be {%s}', (fields, expected) => {
    expect(port(fields)).toEqual(expected);
  });

  test('cannot have a name that no container port can have', () => {
    expect(port('port: Web_Port')).not.toEqual([]);
  });
});

describe('IP blocks of a NetworkPolicy', () => {
  test.each(['cidr: 10.0.0.0/8', 'cidr: "fd00::/8"', 'cidr: 10.0.0.0/8, except: [10.1.0.0/16, 10.2.0.1/32]'])(
    'can be {%s}',
    (fields) => expect(block(fields)).toEqual([]),
  );

  test.each([
    ['cidr: 10.0.0.0/8, except: ["::ffff:10.1.0.0/112"]', false],
    ['cidr: "::ffff:10.0.0.0/104", except: ["::ffff:10.1.0.0/112"]', false],
    ['cidr: "::ffff:10.0.0.0/104", except: [10.1.0.0/16]', true],
    ['cidr: "::/0", except: ["::ffff:10.1.0.0/112"]', true],
  ])('that are IPv4-mapped count as IPv4, with their own prefix lengths: {%s}', (fields, refused) => {
    expect(block(fields).some((each) => each.includes('strict subset'))).toBe(refused);
  });

  test.each([
    ['except: []', ['ingress[0].from[0].ipBlock.cidr Required: Required value']],
    [
      'cidr: 10.0.0.0/8, except: [10.0.0.0/8]',
      ['ingress[0].from[0].ipBlock.except[0] Invalid: Invalid value: "10.0.0.0/8": must be a strict subset of `cidr`'],
    ],
    [
      'cidr: 10.0.0.0/8, except: ["fd00::/64"]',
      ['ingress[0].from[0].ipBlock.except[0] Invalid: Invalid value: "fd00::/64": must be a strict subset of `cidr`'],
    ],
  ])('cannot be {%s}', (fields, expected) => {
    expect(block(fields)).toEqual(expected);
  });

  test('have host bits only up to Kubernetes 1.35', () => {
    expect(block('cidr: 10.0.0.1/8', '1.35')).toEqual([expect.stringContaining('Ignored')]);
    expect(block('cidr: 10.0.0.1/8', '1.36')).toEqual([expect.stringContaining('Invalid')]);
  });
});
