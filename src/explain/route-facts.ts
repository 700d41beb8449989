import type { Cluster } from '../dataplane/cluster';
import type { ForwardedRoute, IngressRequest } from '../dataplane/ingress/ingress-controller';
import { describeDependence } from '../dataplane/policies/describe-ruling';
import type { RouteAnswer } from '../model/route';
import { route } from '../model/route';
import { describeBackend, describeRoute, fieldOf, routesOf } from '../model/route-table';
import { keyOf } from '../terms/object-ref';
import type { Vantage } from '../terms/vantage';
import { answering, connect } from './connections';
import type { ClientFacts, ControllerFacts, RouteFacts } from './explanation';

/** The way of a URL through the Ingresses, as their specification says and as the controller does it. */
export function routeFacts(url: string, cluster: Cluster): RouteFacts {
  const { host, path, winner, why, losers } = wayOf(url, cluster);
  return {
    url,
    host,
    path,
    ...(winner === undefined
      ? {}
      : {
          winner: {
            ingress: winner.ingress,
            field: fieldOf(winner),
            route: describeRoute(winner),
            backend: describeBackend(winner),
          },
        }),
    why,
    losers: losers.map(({ route: lost, lacks }) => ({ route: describeRoute(lost), lacks })),
    controller: controllerFacts(url, cluster),
  };
}

/** The Service that a URL ends at. */
export function backendOf(url: string, cluster: Cluster): string | undefined {
  const { winner } = wayOf(url, cluster);
  const name = winner?.backend.service?.name;
  return winner === undefined || name === undefined ? undefined : keyOf(winner.namespace, name);
}

/**
 * The rule that takes a request. Of ingress-nginx that is the one whose location nginx finds, which the Ingress API does not
 * know: regular expressions, canaries and rewrites turn the rules of a whole host. Where the API leaves it open it is none.
 */
function wayOf(url: string, cluster: Cluster): RouteAnswer {
  const answer = route(cluster.model, url);
  const decided = cluster.route(requestOf(url));
  if (decided.action !== 'left' && cluster.dataplane.ingress.nameFor(answer.host) !== 'ingress-nginx') return answer;
  const winner = routesOf(cluster.model).find(({ backend, ingress, namespace }) => {
    if (decided.action !== 'forward' || decided.ingress !== ingress) return false;
    return keyOf(namespace, backend.service?.name ?? '') === decided.service;
  });
  const { host, path } = answer;
  return { host, path, why: decided.reason, losers: [], ...(winner === undefined ? {} : { winner }) };
}

function controllerFacts(url: string, cluster: Cluster): ControllerFacts {
  const request = requestOf(url);
  const answer = cluster.route(request);
  const facts = { name: cluster.dataplane.ingress.nameFor(request.host), action: answer.action, reason: answer.reason };
  if (answer.action === 'respond') {
    const { location } = answer.headers ?? {};
    return { ...facts, status: answer.status, ...(location === undefined ? {} : { location }) };
  }
  const passed = answer.action === 'forward' ? answer.request : undefined;
  const isChanged = passed !== undefined && (passed.path !== request.path || passed.headers.host !== request.host);
  return isChanged ? { ...facts, passedOn: `${passed.headers.host ?? ''}${passed.path}` } : facts;
}

/** What becomes of a client's request: it has to reach the controller, and the controller an endpoint. */
export function request(from: Vantage, url: string, cluster: Cluster): ClientFacts {
  const port = portOf(url);
  const destination = { host: cluster.ingressIPs[0] ?? '', port, protocol: 'TCP', entry: 'Ingress' } as const;
  const arrival = connect(from, destination, cluster);
  const facts = { ...arrival, to: { ...arrival.to, host: new URL(url).hostname } };
  if (arrival.outcome !== 'served') return facts;
  const answer = cluster.route(requestOf(url));
  const links = [...arrival.links, { link: 'route', ok: answer.action === 'forward', detail: answer.reason } as const];
  if (answer.action === 'close') return { ...facts, outcome: 'closed', by: [], seenAs: [], why: answer.reason, links };
  if (answer.action === 'left') return { ...facts, outcome: 'left', by: [], seenAs: [], why: answer.reason, links };
  if (answer.action === 'respond') return { ...facts, seenAs: [], status: answer.status, why: answer.reason, links };
  const { by, broken, depends } = behind(answer, cluster);
  if (by.length === 0) {
    const why = `${answer.reason}, but ${broken ?? 'it has no endpoint'}`;
    return { ...facts, seenAs: [], status: 503, why, links };
  }
  const also = broken === undefined ? '' : `; other tries fail: ${broken}`;
  const served = { by, seenAs: [], status: 200, why: `${answering(by)}: ${answer.reason}${also}`, links };
  return { ...facts, ...served, ...(depends === undefined ? {} : { depends }) };
}

/** Who answers behind the controller, and why others do not. */
function behind(
  route: ForwardedRoute,
  cluster: Cluster,
): { readonly by: readonly string[]; readonly broken?: string; readonly depends?: string } {
  const by = new Set<string>();
  let broken: string | undefined;
  let depends: string | undefined;
  const { endpoints, canary } = route;
  for (const endpoint of [...endpoints, ...(canary?.endpoints ?? [])].slice(0, MAX_ENDPOINTS)) {
    const decision = cluster.dataplane.forward(route, endpoint);
    if (decision.action !== 'deliver') broken ??= decision.reason;
    else if (decision.listener.type === 'pod') by.add(`Pod ${decision.listener.pod}`);
    if (decision.depends !== undefined) depends ??= describeDependence(decision.depends, decision.rulings ?? []);
  }
  return {
    by: [...by].sort(),
    ...(broken === undefined ? {} : { broken }),
    ...(depends === undefined ? {} : { depends }),
  };
}

/** Endpoints beyond these are like them. */
const MAX_ENDPOINTS = 64;

function requestOf(url: string): IngressRequest {
  const { host, hostname, pathname, search, protocol } = new URL(url);
  const tls = protocol === 'https:' ? { tls: { sni: hostname } } : {};
  return { host, path: `${pathname}${search}`, ...tls };
}

function portOf(url: string): number {
  const { port, protocol } = new URL(url);
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
}
