import * as fc from 'fast-check';
import { re2Pattern } from '../../src/runtime/re2-pattern';

it.each([
  ['/api/v[0-9]+', '/api/v12', true],
  ['/api/v[0-9]+', '/api/v12/x', false],
  ['/api/v[0-9]+', '/v1/api/v12', false],
  ['/a|/b', '/b', true],
  ['/a|/b', '/bc', false],
  ['/(?i)A', '/a', true],
  ['/x{,3}', '/x{,3}', true],
])('%s takes %s: %s', (source, text, expected) => {
  expect(re2Pattern(source)?.(text)).toBe(expected);
});

it.each(['/(?=a)', '/(a)\\1', '/a{1001}', '/(a{100}){100}', '/[a', '/(', '/a**'])('RE2 refuses %s', (source) => {
  expect(re2Pattern(source)).toBeUndefined();
});

it('ends soon, however a backtracking matcher would fare', () => {
  for (const source of ['/(a|aa|a+)+b', '/(a*)*b', '/(a+a+)+b', '/(a|a)*b', '/(.*a){25}b']) {
    expect(re2Pattern(source)?.(`/${'a'.repeat(10_000)}c`)).toBe(false);
  }
});

it('throws nothing, whatever the pattern', () => {
  const piece = fc.constantFrom(
    'a',
    '*',
    '+',
    '?',
    '(',
    ')',
    '[',
    ']',
    '{2}',
    '{',
    '\\',
    '|',
    '^',
    '$',
    '.',
    '-',
    ':',
    '(?P<n>',
    '\\pL',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.string({ maxLength: 8 }), (pieces, text) => {
      expect(['boolean', 'undefined']).toContain(typeof re2Pattern(pieces.join(''))?.(text));
    }),
    { numRuns: 2_000 },
  );
});
