import * as fc from 'fast-check';
import { patternExample } from '../../src/runtime/pattern-example';
import { re2Pattern } from '../../src/runtime/re2-pattern';

it.each([
  ['/apple(/|$)(.*)', '/apple'],
  ['/things/[0-9]+', '/things/0'],
  ['/media/.*\\.(png|jpg)$', '/media/.png'],
  ['/a{3}[^a-z]', '/aaa0'],
  ['/x\\b/y', '/x/y'],
  ['/*', '/'],
])('%s takes %s', (source, expected) => {
  expect(patternExample(source)).toBe(expected);
});

it.each(['/a(?=b)', '/(', 'a', '/[^\\s\\S]', '//', '/\\.\\.'])('%s takes no path that RE2 knows of', (source) => {
  expect(patternExample(source)).toBeUndefined();
});

it('is taken by its pattern, whatever that is', () => {
  const piece = fc.constantFrom('a', 'b', '/', '.', '[a-c]', '(a|b/)', '*', '+', '?', '{2}', '$', '^', '\\d', '\\b');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const source = `/${pieces.join('')}`;
      const example = patternExample(source);
      if (example !== undefined) expect(re2Pattern(source)?.(example)).toBe(true);
    }),
  );
});

it('is found soon, however a backtracking matcher would fare', () => {
  for (const source of ['/(a|aa|a+)+b', '/(a*)*b', '/(.*a){25}b', '/(a{30}){30}']) {
    expect(re2Pattern(source)?.(patternExample(source) ?? '')).toBe(true);
  }
});
