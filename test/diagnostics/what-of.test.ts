import { checkManifests, parseManifests } from '../../src';
import { FORMATS } from '../../src/diagnostics/format';
import { whatOf } from '../../src/diagnostics/what-of';
import { RULES } from '../../src/rules/all';

const found = RULES.flatMap(({ failing }) =>
  failing.flatMap(({ manifests, options = {} }) => checkManifests(parseManifests(manifests), options)),
).filter(({ path }) => path !== '');

test('no finding has its field in front twice, whoever wrote the sentence', () => {
  const doubled = found.filter(({ path, ...rest }) => whatOf({ path, ...rest }).startsWith(`${path}: ${path}`));
  expect(doubled).toEqual([]);
  expect(found.filter(({ path, detail }) => detail.startsWith(path)).length).toBeGreaterThan(10);
});

test.each(['text', 'github', 'sarif'] as const)('as %s, every finding has its field in front', (format) => {
  const [warned] = found.filter(({ path, detail }) => detail.startsWith(`${path}: `));
  if (warned === undefined) throw new Error('no warning names its field');
  const refused = { ...warned, detail: 'not so' };
  for (const { path, ...rest } of [warned, refused]) {
    const text = String(FORMATS[format]([{ path, ...rest }], { objects: 1, rules: [], toolVersion: '1.2.3' }));
    expect(text).toContain(`${path}: `);
    expect(text).not.toContain(`${path}: ${path}`);
  }
});
