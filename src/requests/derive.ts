import type { NetworkModel } from '../model/network-model';
import { withoutTrailingSlash } from '../terms/ingress-path';
import type { AskedRoute } from './asked-route';
import type { FrontRequest } from './front-request';
import { gatewayRoutes } from './gateway-routes';
import { ingressRoutes } from './ingress-routes';
import { pathBorders } from './path-borders';

/** A host that no route names. */
const UNKNOWN_HOST = 'host-of-nobody.example';

/**
 * The requests that tell apart how a network serves what comes from outside: every host and path of all its Ingresses and
 * HTTPRoutes, and what is just beside them. Each once; their number is linear in that of the routes.
 */
export function deriveRequests(model: NetworkModel): readonly FrontRequest[] {
  const found = new Map<string, FrontRequest>();
  for (const route of [...ingressRoutes(model), ...gatewayRoutes(model)]) {
    for (const request of requestsOf(route)) {
      const key = keyOfRequest(request);
      if (!found.has(key)) found.set(key, request);
    }
  }
  return [...found.values()];
}

function keyOfRequest({ protocol, host, method, path, headers }: FrontRequest): string {
  return JSON.stringify([protocol, host, method, path, headers]);
}

function* requestsOf({ about, host, path, conditions, cors }: AskedRoute): Generator<FrontRequest> {
  const [sample, ...others] = hostsOf(host);
  const plain = { method: 'GET', headers: {}, about };
  const borders = pathBorders(path);
  const [first = '/'] = borders;
  for (const protocol of ['http', 'https'] as const) {
    for (const asked of borders) yield { ...plain, protocol, host: sample, path: asked };
    yield { ...plain, protocol, host: sample, path: '/path-of-nobody' };
    for (const each of others) yield { ...plain, protocol, host: each, path: first };
    yield { ...plain, protocol, host: sample, path: first, method: 'POST' };
    for (const { method = 'GET', headers = {}, query = '' } of conditions) {
      for (const asked of [first, `${withoutTrailingSlash(first)}/leaf`]) {
        yield { protocol, host: sample, about, method, headers, path: `${asked}${query}` };
      }
    }
    if (cors === undefined) continue;
    for (const origin of [cors, 'https://origin-of-nobody.example']) {
      const asks = { origin, 'access-control-request-method': 'GET' };
      yield { ...plain, protocol, host: sample, path: first, method: 'OPTIONS', headers: asks };
      yield { ...plain, protocol, host: sample, path: first, headers: { origin } };
    }
  }
}

/** Hosts that a pattern takes, and some that it may not. */
function hostsOf(pattern: string | undefined): readonly [string, ...string[]] {
  if (pattern === undefined || pattern === '' || pattern === '*') return [UNKNOWN_HOST];
  if (!pattern.startsWith('*.')) return [pattern.toLowerCase(), UNKNOWN_HOST];
  const domain = pattern.slice(2).toLowerCase();
  return [`any.${domain}`, `deep.any.${domain}`, domain];
}
