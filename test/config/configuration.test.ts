import { join } from 'node:path';
import fc from 'fast-check';
import { ConfigError } from '../../src/config/config-error';
import { loadConfiguration, mergeOptions } from '../../src/config/configuration';
import type { CheckOptions } from '../../src/rules/check-options';
import { withFiles } from '../cli/run-cli';

const load = (name: string, text: string, more: Readonly<Record<string, string>> = {}) =>
  loadConfiguration(join(withFiles({ [name]: text, ...more }), name));

const RULE = 'links/target-port-undeclared';
const CONFIG = { kubernetesVersion: '1.33', severities: { [RULE]: 'off' }, external: ['Service/shop/web'] } as const;
const TYPED = `
import type { Config } from 'cdk8s-net';
enum Version { old = '1.33' }
export default { ...${JSON.stringify(CONFIG)}, kubernetesVersion: Version.old } satisfies Config;
`;

describe('a configuration', () => {
  test.each([
    ['cdk8s-net.config.json', JSON.stringify({ $schema: 'schema/config.json', ...CONFIG })],
    [
      'cdk8s-net.config.yaml',
      `kubernetesVersion: '1.33'\nseverities: {${RULE}: 'off'}\nexternal: [Service/shop/web]\n`,
    ],
    ['cdk8s-net.config.cjs', `module.exports = ${JSON.stringify(CONFIG)};`],
    ['cdk8s-net.config.js', `exports.__esModule = true; exports.default = ${JSON.stringify(CONFIG)};`],
    ['cdk8s-net.config.mjs', `export default ${JSON.stringify(CONFIG)};`],
  ])('is data or code: %s', (name, text) => {
    expect(load(name, text).options).toEqual(CONFIG);
  });

  test('is TypeScript where ts-node is installed beside it', () => {
    const folder = withFiles({ 'cdk8s-net.config.ts': TYPED, 'node_modules/ts-node/index.js': TS_NODE });
    expect(loadConfiguration(join(folder, 'cdk8s-net.config.ts')).options).toEqual(CONFIG);
  });

  test('may be empty', () => {
    expect(load('cdk8s-net.config.yaml', '# nothing yet\n').options).toEqual({});
  });

  test('has rules, and modules of rules beside it', () => {
    const rule = (id: string) =>
      `{ id: '${id}', severity: 'error', kinds: ['Service'], summary: 's', why: 'w', fix: 'f', passing: [], failing: [], *check() {} }`;
    const config = `module.exports = { rules: [${rule('acme/here')}, './more.cjs'], severities: { 'acme/there': 'off' } };`;
    const { options } = load('cdk8s-net.config.cjs', config, {
      'more.cjs': `module.exports = [${rule('acme/there')}];`,
    });
    expect(options.rules?.map(({ id }) => id)).toEqual(['acme/here', 'acme/there']);
  });
});

/** The ts-node of this repository. */
const TS_NODE = `module.exports = require(${JSON.stringify(require.resolve('ts-node'))});`;

describe('a configuration that cannot be used is told with file, place, value and remedy', () => {
  test.each<[string, string, string, string | RegExp]>([
    ['a property that there is not', 'severity: {}', 'severity', /yaml:1:1: severity: .* did you mean severities\?$/],
    [
      'a version that is a number',
      'external: []\nkubernetesVersion: 1.34',
      'kubernetesVersion',
      /:2:1: .*: 1\.34 is a number; .*'1\.34'/,
    ],
    ['a version that is unknown', "kubernetesVersion: '2.0'", 'kubernetesVersion', '"2.0" is not a version from'],
    ['a list that is none', 'ignore: test/**', 'ignore', 'is not a list'],
    ['an item that is no text', 'ignore: [a, {b: c}]', 'ignore[1]', 'is not a text'],
    ['a reason that is missing', `acknowledge: [{rule: ${RULE}}]`, 'acknowledge[0].reason', 'is missing'],
    ['a reason that is empty', `acknowledge: [{rule: ${RULE}, reason: ' '}]`, 'acknowledge[0].reason', 'is empty'],
    [
      'a rule that there is not',
      'acknowledge: [{rule: a/b, reason: c}]',
      'acknowledge[0].rule',
      'is not the id of a rule',
    ],
    [
      'a day that there is not',
      `acknowledge: [{rule: ${RULE}, reason: c, expires: 2026-02-30}]`,
      'acknowledge[0].expires',
      'is not a day',
    ],
    ['a severity that there is not', `severities:\n  ${RULE}: fatal`, `severities[${RULE}]`, /:2:3: .*choose one of/],
    [
      'a severity for what the API server says',
      "severities: {service/port-range: 'off'}",
      'severities[service/port-range]',
      'cannot replace',
    ],
    ['an external that names nothing', 'external: [web]', 'external[0]', 'does not name an object'],
    ['a feature that there is not', 'provides: [gateway]', 'provides[0]', 'choose one of loadbalancer'],
    ['a module that is not there', 'rules: [./none.js]', 'rules[0]', 'cannot be loaded: Cannot find module'],
    ['a module without rules', 'rules: [./rules.cjs]', 'rules[0]', 'has no list of rules'],
    ['a severity that YAML reads otherwise', `severities: {${RULE}: off}`, `severities[${RULE}]`, 'write it in quotes'],
    ['something that is not a mapping', '[1.34]', '', /list/],
    ['what is not YAML', 'ignore: [', '', /yaml:\d+:\d+: /],
    ['several documents', 'ignore: []\n---\nignore: []', '', 'has several documents'],
  ])('%s', (_, text, path, message) => {
    const run = () => load('cdk8s-net.config.yaml', text, { 'rules.cjs': 'exports.rules = [];' });
    expect(run).toThrow(ConfigError);
    expect(run).toThrow(expect.objectContaining({ path }) as Error);
    expect(run).toThrow(message);
  });

  test.each([
    ['that throws', 'cdk8s-net.config.cjs', `throw new Error('no luck');`, 'cannot be loaded: no luck'],
    ['that awaits', 'cdk8s-net.config.mjs', 'await null; export default {};', 'leave await out'],
    ['of TypeScript that nothing runs', 'cdk8s-net.config.ts', TYPED, /ts-node|Node 22/],
  ])('code %s', (_, name, text, message) => {
    if (name.endsWith('.ts') && 'typescript' in process.features) return;
    expect(() => load(name, text)).toThrow(message);
  });

  test('code of TypeScript beside a ts-node that cannot start, as with TypeScript 7', () => {
    if ('typescript' in process.features) return;
    const broken = `exports.register = () => { throw new TypeError('no API'); };`;
    expect(() => load('cdk8s-net.config.ts', TYPED, { 'node_modules/ts-node/index.js': broken })).toThrow(
      /ts-node cannot start: TypeError: no API; run npm install --save-dev ts-node typescript@5/,
    );
  });

  test.each([
    ['crds', 'crds: [/dev/zero]\n'],
    ['crds', 'crds: [.]\n'],
  ])('%s that are no regular file, which might never end', (_, text) => {
    expect(() => load('cdk8s-net.config.yaml', text)).toThrow(/crds\[0\]: cannot be read: it is not a regular file/);
  });

  test('a file that is not there', () => {
    expect(() => loadConfiguration('missing.yaml')).toThrow(/^missing\.yaml: cannot be read: .*; name a file/);
  });

  it('of an extension that is neither of data nor of code is not run', () => {
    for (const name of ['config', 'config.txt', 'config.ts.bak']) {
      expect(() => load(name, 'process.exit(7)')).toThrow(new RegExp(`${name}: has no extension`));
    }
  });
});

describe('options that are merged', () => {
  const lists = fc.record(
    {
      external: fc.array(fc.constantFrom('Service/a/b', 'Service/c/d')),
      provides: fc.array(fc.constant('loadbalancer' as const)),
      severities: fc.dictionary(fc.constantFrom('a/b', 'c/d'), fc.constantFrom('off', 'info')),
      namespace: fc.constantFrom('a', 'b'),
      kubernetesVersion: fc.constantFrom('1.33', '1.34'),
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<CheckOptions>;

  test('stay as they are with nothing, on either side', () => {
    fc.assert(
      fc.property(lists, (options) => {
        expect(mergeOptions(options, {})).toEqual(options);
        expect(mergeOptions({}, options)).toEqual(options);
      }),
    );
  });

  test('add lists and severities, and replace everything else', () => {
    fc.assert(
      fc.property(lists, lists, (shared, given) => {
        const merged = mergeOptions(shared, given);
        expect(merged.external ?? []).toEqual([...(shared.external ?? []), ...(given.external ?? [])]);
        expect(merged.severities ?? {}).toEqual({ ...shared.severities, ...given.severities });
        expect(merged.namespace).toBe(given.namespace ?? shared.namespace);
        expect('kubernetesVersion' in merged).toBe('kubernetesVersion' in shared || 'kubernetesVersion' in given);
      }),
    );
  });
});

describe('Definitions of custom resources', () => {
  const crd = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: things.example.com}
`;

  test('are read from the files that a configuration names, beside it', () => {
    const folder = withFiles({ 'cdk8s-net.config.json': '{"crds": ["crds.yaml"]}', 'crds.yaml': crd });
    const { options } = loadConfiguration(join(folder, 'cdk8s-net.config.json'));
    expect(options.crds?.map(({ kind }) => kind)).toEqual(['CustomResourceDefinition']);
  });

  test.each([{}, { 'a.yaml': crd.replace('kind: Custom', 'kind: Other') }])(
    'are missed at the entry of a file that is absent or has none',
    (files) => {
      const folder = withFiles({ 'cdk8s-net.config.json': '{"crds": ["a.yaml"]}', ...files });
      let thrown: unknown;
      try {
        loadConfiguration(join(folder, 'cdk8s-net.config.json'));
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBeInstanceOf(ConfigError);
      expect(thrown).toMatchObject({ path: 'crds[0]' });
    },
  );
});
