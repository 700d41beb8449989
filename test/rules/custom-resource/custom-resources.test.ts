import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseManifests } from '../../../src/model/parse-manifests';
import { checkManifests } from '../../../src/rules/check-manifests';
import type { CheckOptions } from '../../../src/rules/check-options';
import { gatewayApi, widget } from '../../../src/rules/custom-resource/examples';

const say = (text: string, options?: CheckOptions) =>
  checkManifests(parseManifests(text), options).map(({ rule, severity, path }) => `${severity} ${rule} ${path}`);

const SIZE = '{ type: object, properties: { size: { type: integer } } }';

test('the tables of Gateway API are not read for input without its objects', async () => {
  const loaded = createRequire(__filename).cache;
  const tables = join(__dirname, '../../../src/model/gateway-api.json');
  delete loaded[tables];
  vi.resetModules();
  const fresh = await import('../../../src/rules/check-manifests');
  fresh.checkManifests(parseManifests(widget(SIZE, '{ size: 1 }')));
  expect(loaded[tables]).toBeUndefined();
  fresh.checkManifests(parseManifests(gatewayApi('HTTPRoute', '{}', 'name: a')));
  expect(loaded[tables]).toBeDefined();
});

test('rules that cost too much together are told so, and no further ones are evaluated', () => {
  const slow = "{ rule: 'lists.range(500).all(a, lists.range(500).all(b, true))' }";
  const schema = `{ type: object, x-kubernetes-validations: [${`${slow}, `.repeat(30)}{ rule: 'false' }] }`;
  expect(say(widget(schema, '{}'))).toEqual(['error custom-resource/expressions spec']);
});

test('custom resources are judged by definitions of the input, wherever they stand', () => {
  const [definition = '', object = ''] = widget(SIZE, '{ size: x, colour: red }').split('---\n');
  const expected = ['error decode/unknown-field spec.colour'];
  expect(say(`${definition}---\n${object}`)).toEqual(expected);
  expect(say(`${object}---\n${definition}`)).toEqual(expected);
});

test('custom resources are judged by definitions that somebody gave, and those of the input count first', () => {
  const [definition = '', object = ''] = widget(SIZE, '{ size: x }').split('---\n');
  const [other = ''] = widget('{ type: object, properties: { size: { type: string } } }', '{}').split('---\n');
  expect(say(object)).toEqual([]);
  expect(say(object, { crds: parseManifests(definition) })).toEqual(['error custom-resource/schema spec.size']);
  expect(say(`${other}---\n${object}`, { crds: parseManifests(definition) })).toEqual([]);
});

test('a CRD of Gateway API in the input counts before the published ones', () => {
  const definition = [
    'apiVersion: apiextensions.k8s.io/v1',
    'kind: CustomResourceDefinition',
    'metadata: { name: httproutes.gateway.networking.k8s.io }',
    'spec:',
    '  group: gateway.networking.k8s.io',
    '  scope: Namespaced',
    '  names: { kind: HTTPRoute, plural: httproutes }',
    '  versions: [{ name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object, properties: { spec: { type: object, properties: { only: { type: string } } } } } } }]',
    '',
  ].join('\n');
  const route = gatewayApi('HTTPRoute', '{ only: this }', 'name: a');
  expect(say(`${definition}---\n${route}`).filter((line) => line.startsWith('error'))).toEqual([]);
  expect(say(route).filter((line) => line.startsWith('error'))).toEqual(['error decode/unknown-field spec.only']);
});

describe('a field that only another bundle of Gateway API has', () => {
  const route = gatewayApi('HTTPRoute', '{ useDefaultGateways: All }', 'name: a');

  test('is a warning when nobody said which bundle the cluster has', () => {
    expect(say(route)).toContain('warning custom-resource/bundle spec.useDefaultGateways');
    expect(say(route).filter((line) => line.startsWith('error'))).toEqual([]);
  });

  test('is told by its version where the whole object has none but that of the other bundle', () => {
    const spec = '{ rules: [{ backendRefs: [{ name: a, port: 80 }] }] }';
    const found = checkManifests(parseManifests(gatewayApi('TLSRoute', spec, 'name: a', 'v1alpha2')));
    const told = { rule: 'custom-resource/bundle', value: 'gateway.networking.k8s.io/v1alpha2' };
    expect(found).toContainEqual(expect.objectContaining(told));
  });

  test('is an error when somebody did', () => {
    expect(say(route, { gatewayApi: { version: 'v1.7.0' } })).toContain(
      'error decode/unknown-field spec.useDefaultGateways',
    );
    expect(say(route, { gatewayApi: { channel: 'experimental' } }).filter((line) => line.startsWith('error'))).toEqual(
      [],
    );
  });
});

test.each([
  [{ gatewayApi: { version: '1.3' } }, 'gatewayApi.version'],
  [{ gatewayApi: { version: 'v2' } }, 'gatewayApi.version'],
  [{ gatewayApi: { channel: 'beta' } }, 'gatewayApi.channel'],
  [{ crds: {} }, 'crds'],
])('the options %j cannot be used', (options, option) => {
  const refused = expect.objectContaining({ option }) as Error;
  expect(() => checkManifests([], options as unknown as CheckOptions)).toThrow(refused);
});

test('a definition that nothing can be made of is not a definition', () => {
  for (const spec of [
    '{}',
    '[]',
    '{ group: example.com, names: [], versions: {} }',
    '{ group: example.com, names: { kind: Widget }, versions: [{ name: v1, served: true, schema: { openAPIV3Schema: { properties: [], items: 1 } } }] }',
  ]) {
    const text = `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: x }\nspec: ${spec}\n---\napiVersion: example.com/v1\nkind: Widget\nmetadata: { name: a }\n`;
    expect(say(text).filter((line) => line.startsWith('error'))).toEqual([]);
  }
});
