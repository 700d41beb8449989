import * as fc from 'fast-check';
import { escapePath, requestUri } from '../../../../src/dataplane/ingress/nginx/request-uri';

it.each([
  ['//a///b', '/a/b'],
  ['/a/./b/../c', '/a/c'],
  ['/a%2Fb', '/a/b'],
  ['/a/b/..', '/a/'],
  ['/%252F', '/%2F'],
  ['/a%3Fb?c', '/a?b'],
  ['http://other.test/x?y', '/x'],
])('%s is compared as %s', (target, path) => {
  expect(requestUri(target)?.path).toBe(path);
});

it.each(['/..', '/%00', '/%zz', '/%a', 'a/b', '*', '/a b'])('%s is a bad request', (target) => {
  expect(requestUri(target)).toBeUndefined();
});

const piece = fc.constantFrom('a', 'b', '/', '//', '.', '..', '%2F', '%2e', '%41', '?', '#', '%25');

it('a path that was made plain stays as it is', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const path = requestUri(`/${pieces.join('')}`)?.path;
      if (path !== undefined) expect(requestUri(escapePath(path))?.path).toBe(path);
    }),
  );
});

it('no plain path has an empty element or leads upwards', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const path = requestUri(`/${pieces.join('')}`)?.path ?? '/';
      expect(path).toMatch(/^\//);
      expect(path.split('/').slice(1, -1)).not.toContain('');
      expect(path.split('/')).not.toContain('..');
    }),
  );
});
