import { trimEnd } from '../../src/terms/trim-end';

it.each([
  ['/a//', '/', '/a'],
  ['web-12', '0123456789', 'web-'],
  ['///', '/', ''],
  ['', '/', ''],
  ['/a', 'b', '/a'],
])('%j without %j at its end is %j', (text, characters, expected) => {
  expect(trimEnd(text, characters)).toBe(expected);
});
