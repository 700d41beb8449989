import type { Balanced, ForwardedRoute } from './ingress-controller';

/** Where the request goes that comes after this many others: endpoints take turns, and a canary gets its share evenly. */
export function endpointAt(route: ForwardedRoute, turn: number): Balanced['endpoints'][number] | undefined {
  const { canary } = route;
  if (canary === undefined) return nth(route, turn);
  const before = Math.floor(turn * canary.share);
  return Math.floor((turn + 1) * canary.share) > before ? nth(canary, before) : nth(route, turn - before);
}

/** After how many requests everybody who may answer has. */
export function turnsOf({ endpoints, canary }: ForwardedRoute): number {
  if (canary === undefined) return endpoints.length;
  return Math.ceil(Math.max(endpoints.length / (1 - canary.share), canary.endpoints.length / canary.share));
}

function nth({ endpoints }: Balanced, turn: number): Balanced['endpoints'][number] | undefined {
  return endpoints[turn % endpoints.length];
}
