import * as fc from 'fast-check';
import { endpointAt, turnsOf } from '../../../src/dataplane/ingress/balance';
import type { ForwardedRoute } from '../../../src/dataplane/ingress/ingress-controller';

const endpoints = (name: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({ address: `${name}${index}`, port: 80 }));

function route(own: number, canary: number, share: number): ForwardedRoute {
  const to = {
    action: 'forward',
    endpoints: endpoints('m', own),
    service: 'shop/main',
    ingress: 'shop/main',
    reason: '',
  } as const;
  return { ...to, canary: { endpoints: endpoints('c', canary), service: 'shop/canary', share } };
}

const routes = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 99 }))
  .map(([own, canary, percent]) => route(own, canary, percent / 100));

it('a canary gets its share of the requests, to one', () => {
  fc.assert(
    fc.property(routes, fc.integer({ min: 1, max: 500 }), (of, count) => {
      const asked = Array.from({ length: count }, (_, turn) => endpointAt(of, turn)?.address ?? '');
      const taken = asked.filter((address) => address.startsWith('c')).length;
      expect(Math.abs(taken - count * (of.canary?.share ?? 0))).toBeLessThanOrEqual(1);
    }),
  );
});

it('everybody has answered after the turns that it takes', () => {
  fc.assert(
    fc.property(routes, (of) => {
      const asked = Array.from({ length: turnsOf(of) + 1 }, (_, turn) => endpointAt(of, turn)?.address);
      expect(new Set(asked).size).toBe(of.endpoints.length + (of.canary?.endpoints.length ?? 0));
    }),
  );
});
