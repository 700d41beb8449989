import * as fc from 'fast-check';
import { commonHostname, servedHostnames } from '../../../src/model/gateway/hostnames';
import { hostIsUnder } from '../../../src/terms/wildcard-host';

const label = fc.constantFrom('a', 'b', 'shop');
const exact = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.'));
const hostname = fc.oneof(
  exact,
  exact.map((name) => `*.${name}`),
);

/** Whether a name of a listener or a route takes a host that a client asks for. */
const takes = (pattern: string, host: string) =>
  (pattern === host && !pattern.startsWith('*')) || hostIsUnder(pattern, host);

test('what two names have in common takes exactly the hosts that both take', () => {
  fc.assert(
    fc.property(hostname, hostname, exact, (a, b, host) => {
      const common = commonHostname(a, b);
      expect(common !== undefined && takes(common, host)).toBe(takes(a, host) && takes(b, host));
    }),
  );
});

test('the order does not matter, nor do capitals', () => {
  fc.assert(
    fc.property(hostname, hostname, (a, b) => {
      expect(commonHostname(a, b)).toBe(commonHostname(b, a));
      expect(commonHostname(a.toUpperCase(), b)).toBe(commonHostname(a, b));
    }),
  );
});

test.each([
  [undefined, undefined, ['']],
  ['*.example.com', undefined, ['*.example.com']],
  [undefined, ['a.example.com'], ['a.example.com']],
  ['*.example.com', ['example.com'], []],
  ['*.example.com', ['a.b.example.com', 'example.org'], ['a.b.example.com']],
  ['a.example.com', ['*.example.com', 'A.example.com'], ['a.example.com']],
])('on a listener for %j a route for %j serves %j', (listener, route, served) => {
  expect(servedHostnames(listener, route)).toEqual(served);
});
