import fc from 'fast-check';
import { isElementPrefix, pathMatches } from '../../src/terms/ingress-path';

const element = fc.stringMatching(/^[a-z0-9.]{1,6}$/);
const path = fc.array(element, { maxLength: 4 }).map((elements) => `/${elements.join('/')}`);

describe('an Ingress path', () => {
  // The table of the Ingress documentation, and what ingress-controller-conformance adds to it.
  test.each([
    ['Prefix', '/', '/any/thing', true],
    ['Exact', '/foo', '/foo', true],
    ['Exact', '/foo', '/bar', false],
    ['Exact', '/foo', '/foo/', false],
    ['Exact', '/foo/', '/foo', false],
    ['Exact', '/foo', '/FOO', false],
    ['Prefix', '/foo', '/foo', true],
    ['Prefix', '/foo', '/foo/', true],
    ['Prefix', '/foo/', '/foo', true],
    ['Prefix', '/foo/', '/foo/', true],
    ['Prefix', '/foo', '/FOO', false],
    ['Prefix', '/aaa/bb', '/aaa/bbb', false],
    ['Prefix', '/aaa/bbb', '/aaa/bbb', true],
    ['Prefix', '/aaa/bbb/', '/aaa/bbb', true],
    ['Prefix', '/aaa/bbb', '/aaa/bbb/', true],
    ['Prefix', '/aaa/bbb', '/aaa/bbb/ccc', true],
    ['Prefix', '/aaa/bbb', '/aaa/bbbxyz', false],
    ['ImplementationSpecific', '/impl', '/implx', true],
    ['ImplementationSpecific', '', '/any', true],
  ] as const)('of type %s, %p, takes %p: %p', (pathType, pattern, request, expected) => {
    expect(pathMatches(pathType, pattern, request)).toBe(expected);
  });

  test('of type Prefix compares elements', () => {
    const elements = (text: string) => text.split('/').filter((part) => part !== '');
    fc.assert(
      fc.property(path, path, (prefix, request) => {
        const expected = elements(prefix).every((part, index) => elements(request)[index] === part);
        expect(isElementPrefix(prefix, request)).toBe(expected);
      }),
    );
  });

  test('of type Prefix takes all that lies below, with or without trailing slash', () => {
    fc.assert(
      fc.property(path, element, (prefix, below) => {
        const stem = prefix === '/' ? '' : prefix;
        expect(isElementPrefix(prefix, `${stem}/${below}`)).toBe(true);
        expect(isElementPrefix(`${stem}/`, prefix)).toBe(true);
      }),
    );
  });
});
