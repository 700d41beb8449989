import fc from 'fast-check';
import { hostMatches, hostOf, hostPrecision } from '../../src/terms/host';

const label = fc.stringMatching(/^[a-z0-9]{1,8}$/);
const name = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.'));

describe('the host of an Ingress rule', () => {
  test.each([
    ['foo.com', 'foo.com', true],
    ['foo.com', 'FOO.com', true],
    ['foo.com', 'foo.com.', false],
    ['foo.com', 'bar.foo.com', false],
    ['*.foo.com', 'bar.foo.com', true],
    ['*.foo.com', 'baz.bar.foo.com', false],
    ['*.foo.com', 'foo.com', false],
    ['*.foo.com', '.foo.com', false],
    ['*.foo.com', 'xfoo.com', false],
    ['', 'any.host', true],
    [undefined, '', true],
  ])('%p covers %p: %p', (pattern, host, expected) => {
    expect(hostMatches(pattern, host)).toBe(expected);
  });

  test('covers exactly one label more with a wildcard', () => {
    fc.assert(
      fc.property(name, label, label, (domain, one, two) => {
        expect(hostMatches(`*.${domain}`, `${one}.${domain}`)).toBe(true);
        expect(hostMatches(`*.${domain}`, `${two}.${one}.${domain}`)).toBe(false);
        expect(hostMatches(`*.${domain}`, domain)).toBe(false);
      }),
    );
  });

  test('is the more precise the fewer hosts it covers', () => {
    expect(['', undefined, '*.foo.com', 'a.foo.com'].map(hostPrecision)).toEqual([0, 0, 1, 2]);
  });
});

test('a Host header names its host without port and in lower case', () => {
  expect(['Foo.com:8080', 'foo.com', '[fd00::1]:80', '[fd00::1]'].map(hostOf)).toEqual([
    'foo.com',
    'foo.com',
    '[fd00::1]',
    '[fd00::1]',
  ]);
});
