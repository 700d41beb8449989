import fc from 'fast-check';
import { normalizedPath } from '../../../src/dataplane/ingress/request-path';

it.each([
  ['/foo?q=1', '/foo'],
  ['/bar//baz', '/bar/baz'],
  ['/%66oo', '/foo'],
  ['/a%2Fb', '/a%2Fb'],
  ['/bar/../foo', '/foo'],
  ['/../../foo', '/foo'],
  ['/a/./b/.', '/a/b/'],
  ['/a/..', '/'],
  ['/a\\b', '/a/b'],
  ['/', '/'],
])('%s is compared as %s', (target, path) => {
  expect(normalizedPath(target)).toBe(path);
});

it('a normalized path stays as it is, whatever it came from', () => {
  const segment = fc.constantFrom('a', '.', '..', '', '%61', '%2F', 'b c');
  fc.assert(
    fc.property(fc.array(segment), (segments) => {
      const once = normalizedPath(`/${segments.join('/')}`);
      expect(once.startsWith('/')).toBe(true);
      expect(once).not.toMatch(/\/\/|\/\.\.?(\/|$)/);
      expect(normalizedPath(once)).toBe(once);
    }),
  );
});
