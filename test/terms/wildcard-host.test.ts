import * as fc from 'fast-check';
import { commonHost, compareHostPatterns, hostIsUnder, mostPrecise } from '../../src/terms/wildcard-host';

it.each([
  [undefined, undefined, '*'],
  [undefined, 'Shop.example.com', 'shop.example.com'],
  ['', '*.example.com', '*.example.com'],
  ['*.example.com', 'a.b.example.com', 'a.b.example.com'],
  ['*.example.com', '*.b.example.com', '*.b.example.com'],
  ['*.b.example.com', '*.example.com', '*.b.example.com'],
  ['*.example.com', 'example.com', undefined],
  ['*.example.com', 'badexample.com', undefined],
  ['a.example.com', 'b.example.com', undefined],
  ['*.example.com', '*.example.org', undefined],
])('%s and %s have %s in common', (one, other, common) => {
  expect(commonHost(one, other)).toBe(common);
  expect(commonHost(other, one)).toBe(common);
});

const label = fc.constantFrom('a', 'b', 'c');
const host = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.'));
const pattern = fc.oneof(
  host,
  host.map((each) => `*.${each}`),
  fc.constant('*'),
);

test('a host is under what two patterns have in common exactly if it is under both', () => {
  fc.assert(
    fc.property(pattern, pattern, host, (one, other, asked) => {
      const common = commonHost(one === '*' ? undefined : one, other === '*' ? undefined : other);
      const isCommon = common !== undefined && hostIsUnder(common, asked);
      expect(isCommon).toBe(hostIsUnder(one, asked) && hostIsUnder(other, asked));
    }),
  );
});

test('exact names come before wildcards, longer ones first, and every host last', () => {
  const patterns = ['*', '*.com', 'example.com', '*.example.com'];
  expect(patterns.sort(compareHostPatterns)).toEqual(['example.com', '*.example.com', '*.com', '*']);
});

test('the most precise pattern is the first that takes a host', () => {
  fc.assert(
    fc.property(fc.uniqueArray(pattern), host, (patterns, asked) => {
      const [first] = patterns.filter((each) => hostIsUnder(each, asked)).sort(compareHostPatterns);
      expect(mostPrecise(new Map(patterns.map((each) => [each, each])), asked)?.[1]).toBe(first);
    }),
  );
});
