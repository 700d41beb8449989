import type { Observation } from '../../probes/observation';
import type { ConnectionTarget, HttpTarget, TransportTarget } from '../../probes/probe';
import { hostHeaderOf } from '../../probes/probe';
import type { Cluster } from '../cluster';
import type { Delivered, Listener } from '../flow';
import { endpointAt, turnsOf } from '../ingress/balance';
import type { IngressController, IngressRoute } from '../ingress/ingress-controller';
import { answerHttp } from '../pods/netexec';
import { publicStatusOf } from '../public-paths';
import { passesBytes, streamChoices, streamed } from './gateway-streams';

/** What a client sees of a connection that arrived. */
export interface Answer {
  readonly observation: Observation;
  /** Among how many endpoints an Ingress controller that it arrived at passes requests on. */
  readonly behind?: number;
}

/**
 * @param to with addresses in place of placeholders
 * @param turn how often it did before: behind an Ingress controller, endpoints take turns
 */
export function observe({ listener, source }: Delivered, to: ConnectionTarget, cluster: Cluster, turn: number): Answer {
  if (to.kind === 'transport') {
    if (passesBytes(listener)) return throughGateway(listener, to, cluster, turn);
    return { observation: overTransport(listener, source, to.protocol) };
  }
  if (listener.type === 'ingress' && listener.tls === (to.protocol === 'https')) {
    return throughIngress(to, cluster, turn);
  }
  return { observation: to.protocol === 'https' ? overTls(listener, to) : overHttp(listener, to) };
}

function throughGateway(
  listener: Parameters<typeof streamed>[0],
  { protocol }: TransportTarget,
  cluster: Cluster,
  turn: number,
): Answer {
  const arrived = streamed(listener, cluster, turn);
  const nobody: Observation = { outcome: protocol === 'udp' ? 'timedOut' : 'closed' };
  const observation = arrived === undefined ? nobody : overTransport(arrived.listener, arrived.source, protocol);
  return { observation, behind: streamChoices(listener, cluster) };
}

/** Pods and hosts outside say who they are and whom they see; nobody else does. */
function overTransport(listener: Listener, source: string, protocol: 'tcp' | 'udp' | 'sctp'): Observation {
  switch (listener.type) {
    case 'pod': {
      const tellsClient = listener.answers === 'netexec' || protocol === 'udp';
      return { outcome: 'reached', by: listener.pod, ...(tellsClient ? { clientIP: source } : {}) };
    }
    case 'externalHost':
      return { outcome: 'reached', by: listener.name, clientIP: source };
    case 'ingress':
      return { outcome: listener.tls ? 'closed' : 'reached' };
    case 'gateway':
      return { outcome: listener.protocol === 'HTTP' ? 'reached' : 'closed' };
    case 'dns':
      return { outcome: protocol === 'udp' ? 'timedOut' : 'closed' };
    case 'healthCheck':
    case 'apiServer':
      return { outcome: 'reached' };
  }
}

function overHttp(listener: Listener, { path = '/' }: HttpTarget): Observation {
  switch (listener.type) {
    case 'pod':
      return { outcome: 'reached', by: listener.pod, status: statusOf(listener, path) };
    case 'externalHost':
      return { outcome: 'reached', by: listener.name, status: statusOf(listener, path) };
    case 'healthCheck':
      return { outcome: 'reached', status: listener.status };
    case 'apiServer':
      return { outcome: 'reached', status: 400 };
    case 'gateway':
    case 'ingress':
    case 'dns':
      return { outcome: 'closed' };
  }
}

/** Only the API server, and an Ingress controller, speak TLS. */
function overTls(listener: Listener, { path = '/' }: HttpTarget): Observation {
  if (listener.type !== 'apiServer') return { outcome: 'closed' };
  return { outcome: 'reached', status: publicStatusOf(path), certificate: 'CN=kube-apiserver' };
}

function statusOf(listener: Extract<Listener, { type: 'pod' | 'externalHost' }>, path: string): number {
  if (listener.type === 'pod' && listener.answers === 'hostname') return 200;
  return answerHttp(path, {}, { hostname: '', client: '' }).status;
}

/** Among how many endpoints an Ingress controller or a Gateway that the connection arrived at passes it on. */
export function endpointsBehind({ listener }: Delivered, to: ConnectionTarget, cluster: Cluster): number | undefined {
  if (passesBytes(listener)) return streamChoices(listener, cluster);
  if (to.kind !== 'http' || listener.type !== 'ingress') return undefined;
  const route = routeOf(to, cluster);
  return route.action === 'forward' ? turnsOf(route) : 1;
}

/** What an Ingress controller does with a request. */
export function routeOf(to: HttpTarget, ingress: Pick<IngressController, 'route'>): IngressRoute {
  const { protocol, path = '/', sni, headers, method } = to;
  const tls = protocol === 'https' ? { tls: sni === undefined ? {} : { sni } } : {};
  const said = { ...(method === undefined ? {} : { method }), ...(headers === undefined ? {} : { headers }) };
  return ingress.route({ host: hostHeaderOf(to), path, ...said, ...tls });
}

function throughIngress(to: HttpTarget, cluster: Cluster, turn: number): Answer {
  const route = routeOf(to, cluster);
  if (route.action === 'close') return { observation: { outcome: 'closed' }, behind: 1 };
  const certificate = route.certificate === undefined ? {} : { certificate: route.certificate.subject };
  const behind = route.action === 'forward' ? turnsOf(route) : 1;
  return { observation: { ...answerOf(route, to, cluster, turn), ...certificate }, behind };
}

/** What comes back over the connection that a controller took. */
function answerOf(route: Answered, to: HttpTarget, cluster: Cluster, turn: number): Observation {
  if (route.action === 'left') return { outcome: 'reached', status: NOT_MODELLED };
  if (route.action === 'respond') {
    const { location } = route.headers ?? {};
    return { outcome: 'reached', status: route.status, ...(location === undefined ? {} : { location }) };
  }
  const endpoint = endpointAt(route, turn);
  const decision = endpoint === undefined ? undefined : cluster.dataplane.forward(route, endpoint);
  if (decision?.action !== 'deliver') return { outcome: 'reached', status: route.unreachable ?? 503 };
  const { path = to.path ?? '/' } = route.request ?? {};
  const answer = overHttp(decision.listener, { ...to, path });
  const page = route.errorPages?.get(answer.status ?? 200);
  if (page !== undefined && page.action !== 'close') return answerOf(page, to, cluster, turn);
  return answer.by === undefined ? answer : { ...answer, seenPath: path };
}

type Answered = Exclude<IngressRoute, { readonly action: 'close' }>;

/** Not Implemented: what stands in for the answer of a controller whose behaviour is not modelled. */
export const NOT_MODELLED = 501;
