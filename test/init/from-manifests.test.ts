import { App } from 'cdk8s';
import { Diagnostics, parseManifests } from '../../src';
import { appFiles } from '../../src/init/app-files';
import { appFrom, NoObjectError } from '../../src/init/from-manifests';
import '../../src/vitest';
import { looksLikeObject } from '../../src/model/client-side';
import { withFiles } from '../cli/run-cli';
import { SHOP, someOfCorpus } from './applications';
import { loadApp } from './load-app';

/** The app for a text, in a folder, and what it synthesizes to. */
function take(text: string) {
  const app = appFrom(parseManifests(text).filter(looksLikeObject), 'default');
  const files = appFiles('0.0.0', app);
  const { Network, options } = loadApp(files, withFiles(files));
  const root = new App();
  const chart = new Network(root, 'network');
  Diagnostics.install(root, options);
  return { ...app, files, chart, code: files['network.ts'] ?? '' };
}

describe('constructs for manifests that are there', () => {
  test('synthesize to them, letter by letter', () => {
    const { chart, declared, others } = take(SHOP);
    expect(chart).toMatchManifests(SHOP);
    expect([declared, others]).toEqual([10, 3]);
  });

  test('are of the class that the object is, and refer to ports of each other', () => {
    const { code } = take(SHOP);
    for (const name of [
      'ClusterIPService',
      'HeadlessService',
      'NodePortService',
      'ExternalNameService',
      'IngressClass',
      'NetworkPolicy',
      'EndpointSlice',
      'Gateway',
      'TCPRoute',
    ]) {
      expect(code).toContain(`new ${name}(`);
    }
    expect(code).toContain("backend: webService.port('http')");
    expect(code).toContain("{ service: 'elsewhere', port: 'http' }");
  });

  test('say of policies who is meant, as one would write it', () => {
    const { code, files } = take(SHOP);
    expect(code).toContain("podSelector: { app: 'web' }");
    expect(code).toContain("namespaceSelector: 'edge'");
    expect(code).toContain('{ containerPort: 8080 }');
    expect(code).toContain("JsonPatch.remove('/spec/ingress/0/from/1/podSelector')");
    expect(files['manifests/others.yaml']).toContain('name: everybody');
  });

  test('are not made for blocks that the API server takes and the compiler does not', () => {
    const text = POLICY_OF_BLOCK('010.0.0.0/8');
    expect(take(text)).toMatchObject({ declared: 0, others: 1, refused: [] });
    expect(take(POLICY_OF_BLOCK('10.0.0.0/8'))).toMatchObject({ declared: 1, others: 0, refused: [] });
  });

  test('are not made for policies that the API server refuses', () => {
    const app = appFrom(parseManifests(POLICY_OF_BLOCK('10.0.0.0/33')), 'default');
    expect([app.declared, app.refused.map(({ rule }) => rule)]).toEqual([0, ['network-policy/ip-block']]);
  });

  test('are not made for what no construct has, or the API server refuses', () => {
    const bad = 'apiVersion: v1\nkind: Service\nmetadata: {name: bad}\nspec: {ports: [{port: 70000}]}\n';
    const { declared, refused, code } = appFrom(parseManifests(bad), 'default') as ReturnType<typeof take>;
    expect([declared, refused.map(({ rule }) => rule), code]).toEqual([
      0,
      ['service/port-range', 'service/target-port'],
      undefined,
    ]);
  });

  test('are not made for what cdk8s cannot hold, which is named', () => {
    const labelled = parseManifests(
      'apiVersion: v1\nkind: Service\nmetadata: {name: labelled, labels: {constructor: x}}\nspec: {ports: [{port: 80}]}\n',
    );
    expect(() => appFrom(labelled.filter(looksLikeObject), 'default')).toThrow(
      new NoObjectError('Service default/labelled'),
    );
  });

  test('are not made where what they write comes after every patch', () => {
    const text =
      'apiVersion: gateway.networking.k8s.io/v1\nkind: GatewayClass\nmetadata: {name: edge, namespace: shop}\nspec: {controllerName: example.com/edge}\n';
    const { chart, declared } = take(text);
    expect(declared).toBe(0);
    expect(chart).toMatchManifests(text);
  });

  test('acknowledge what was wrong, so that the app synthesizes', () => {
    const lost = `${SHOP.replace('app: web}, ports: [{name: http', 'app: wbe}, ports: [{name: http')}`;
    const { chart, acknowledged } = take(lost);
    expect(acknowledged).not.toEqual([]);
    expect(chart).toMatchManifests(lost);
  });
});

const POLICY_OF_BLOCK = (cidr: string) => `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: outside}
spec: {podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: ${cidr}}}]}]}
`;

const some = someOfCorpus();
const describeCorpus = some.length === 0 ? describe.skip : describe;

describeCorpus('published applications', () => {
  const taken = some.map(({ name, text }) => ({ name, text, ...take(text) }));

  test.each(taken.map(({ name, ...rest }) => [name, rest] as const))('synthesize to what they were: %s', (_, app) => {
    expect(app.refused).toEqual([]);
    expect(app.chart).toMatchManifests(app.text);
  });

  test('have nearly all of their Services, Ingresses and policies declared', () => {
    const declared = taken.reduce((sum, app) => sum + app.declared, 0);
    const kinds = taken.flatMap(({ text }) => parseManifests(text).map(({ kind }) => String(kind)));
    const wanted = kinds.filter((kind) =>
      ['Service', 'Ingress', 'IngressClass', 'NetworkPolicy'].includes(kind),
    ).length;
    expect(declared / wanted).toBeGreaterThan(0.95);
  });
});

test.each([
  'kind: Service\nmetadata: { name: web }',
  'apiVersion: 1\nkind: Service\nmetadata: { name: web }',
  'apiVersion: v1\nkind: Service\nmetadata: { name: web, finalizers: 1 }',
  'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { constructor: web } }',
])('an object that cdk8s cannot hold is named: %j', (text) => {
  expect(() => appFrom(parseManifests(text), 'default')).toThrow(NoObjectError);
});
