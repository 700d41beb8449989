import type { NetworkModel } from '../model/network-model';
import { withoutTrailingSlash } from '../terms/ingress-path';
import type { AskedRoute } from './asked-route';
import { gatewayRoutes } from './gateway-routes';
import { ingressRoutes } from './ingress-routes';
import { pathBorders } from './path-borders';
import type { DerivedRequest, WebRequest } from './web-request';

/** A host that no route names. */
const UNKNOWN_HOST = 'host-of-nobody.example';

/**
 * The requests that tell apart how a network serves what comes from outside: every host and path of all its Ingresses and
 * HTTPRoutes, and what is just beside them. Each once; their number is linear in that of the routes.
 */
export function deriveRequests(model: NetworkModel): readonly DerivedRequest[] {
  const found = new Map<string, DerivedRequest>();
  for (const route of [...ingressRoutes(model), ...gatewayRoutes(model)]) {
    for (const request of requestsOf(route)) {
      const key = JSON.stringify(request);
      if (!found.has(key)) found.set(key, { about: route.about, request });
    }
  }
  return [...found.values()];
}

function* requestsOf({ host, path, conditions, cors }: AskedRoute): Generator<WebRequest> {
  const [sample, ...others] = hostsOf(host);
  const borders = pathBorders(path);
  const [first = '/'] = borders;
  for (const protocol of ['http', 'https'] as const) {
    const port = protocol === 'https' ? 443 : 80;
    const ask = (asked: string, more: Pick<WebRequest, 'method' | 'headers'> = {}, name = sample): WebRequest => ({
      kind: 'web',
      protocol,
      port,
      host: name,
      path: asked,
      ...said(more),
    });
    for (const asked of borders) yield ask(asked);
    yield ask('/path-of-nobody');
    for (const each of others) yield ask(first, {}, each);
    yield ask(first, { method: 'POST' });
    for (const { query = '', ...sent } of conditions) {
      for (const asked of [first, `${withoutTrailingSlash(first)}/leaf`]) yield ask(`${asked}${query}`, sent);
    }
    if (cors === undefined) continue;
    for (const origin of [cors, 'https://origin-of-nobody.example']) {
      const asks = { origin, 'access-control-request-method': 'GET' };
      yield ask(first, { method: 'OPTIONS', headers: asks });
      yield ask(first, { headers: { origin } });
    }
  }
}

/** What is as it would be anyway is not said. */
function said({ method = 'GET', headers = {} }: Pick<WebRequest, 'method' | 'headers'>) {
  return {
    ...(method === 'GET' ? {} : { method }),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
  };
}

/** Hosts that a pattern takes, and some that it may not. */
function hostsOf(pattern: string | undefined): readonly [string, ...string[]] {
  if (pattern === undefined || pattern === '' || pattern === '*') return [UNKNOWN_HOST];
  if (!pattern.startsWith('*.')) return [pattern.toLowerCase(), UNKNOWN_HOST];
  const domain = pattern.slice(2).toLowerCase();
  return [`any.${domain}`, `deep.any.${domain}`, domain];
}
