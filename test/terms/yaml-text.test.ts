import fc from 'fast-check';
import { yamlPair } from '../../src/terms/yaml-text';
import { readYaml } from '../../src/yaml/yaml-reader';

test.each([
  ['app', 'web', 'app: web'],
  ['v', '1', "v: '1'"],
  ['enabled', 'yes', "enabled: 'yes'"],
  ['app.kubernetes.io/name', "it's", "app.kubernetes.io/name: 'it''s'"],
  ['empty', '', "empty: ''"],
])('the pair of %p and %p is written so that it can be pasted', (key, value, expected) => {
  expect(yamlPair(key, value)).toBe(expected);
});

test('a pair is read as the text that it was', () => {
  const label = fc.stringMatching(/^([A-Za-z0-9]([-A-Za-z0-9_.]{0,10}[A-Za-z0-9])?)?$/);
  fc.assert(fc.property(label, (value) => void expect(readYaml(yamlPair('key', value))).toEqual([{ key: value }])));
});
