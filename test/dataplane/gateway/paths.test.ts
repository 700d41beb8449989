import { modifiedPath } from '../../../src/dataplane/gateway/paths';
import { locationOf } from '../../../src/dataplane/gateway/redirect';
import { targetOf } from '../../../src/dataplane/gateway/request';

// The table in the documentation of `replacePrefixMatch`, and what it leaves out.
it.each([
  ['/foo/bar', '/foo', '/xyz', '/xyz/bar'],
  ['/foo/bar', '/foo', '/xyz/', '/xyz/bar'],
  ['/foo/bar', '/foo/', '/xyz', '/xyz/bar'],
  ['/foo/bar', '/foo/', '/xyz/', '/xyz/bar'],
  ['/foo', '/foo', '/xyz', '/xyz'],
  ['/foo/', '/foo', '/xyz', '/xyz/'],
  ['/foo/bar', '/foo', '', '/bar'],
  ['/foo/', '/foo', '', '/'],
  ['/foo', '/foo', '', '/'],
  ['/foo/', '/foo', '/', '/'],
  ['/foo', '/foo', '/', '/'],
  ['/other?a=b', '/', '/base', '/base/other?a=b'],
  ['/', '/', '/base', '/base'],
])('%s, with its prefix %s replaced by "%s", is %s', (path, prefix, replacePrefixMatch, expected) => {
  expect(modifiedPath(targetOf(path), { type: 'ReplacePrefixMatch', replacePrefixMatch }, prefix, 'spec')).toBe(
    expected,
  );
});

const http = { host: 'a.test:8080', target: targetOf('/x?y'), secure: false, port: 8080, prefix: '/' };

it.each([
  [{ hostname: 'b.test' }, http, 'http://b.test:8080/x?y'],
  [{ scheme: 'https' }, http, 'https://a.test/x?y'],
  [{ scheme: 'https', port: 443 }, http, 'https://a.test/x?y'],
  [{ port: 80 }, http, 'http://a.test/x?y'],
  [{}, { ...http, secure: true, port: 443 }, 'https://a.test/x?y'],
  [{ path: { type: 'ReplaceFullPath', replaceFullPath: '/z?q=1' } }, { ...http, port: 80 }, 'http://a.test/z?q=1'],
])('a redirect %j leads to the right place', (redirect, request, location) => {
  expect(locationOf(redirect, request, 'spec')).toBe(location);
});
