import type { Cluster } from '../dataplane/cluster';
import type { Forward, HttpDecision, Matched } from '../dataplane/gateway/decision';
import { simulateRequest } from '../dataplane/simulation/requests';
import type { Backend } from '../model/gateway/backends';
import { describeRoute } from '../model/gateway/gateway-objects';
import type { Listener } from '../model/gateway/listeners';
import type { RouteRule } from '../model/gateway/objects';
import { hostPort } from '../terms/host-port';
import type { Vantage } from '../terms/vantage';
import { EVERY_HOST, hostIsUnder } from '../terms/wildcard-host';
import { answering, connect } from './connections';
import type { ClientFacts } from './explanation';
import type { BackendFacts, GatewayWay } from './gateway-explanation';

/** The ways of a URL: one through each Gateway that has a listener for its host and port. */
export function waysOf(url: string, cluster: Cluster): readonly GatewayWay[] {
  return gatewaysFor(url, cluster).map((gateway) => wayThrough(gateway, url, cluster));
}

/** The Services that a way leads to. */
export function servicesOf({ backends }: GatewayWay): readonly string[] {
  return backends.flatMap(({ service }) => service ?? []);
}

/** The Gateways (`namespace/name`) that have a listener for the host and port of a URL, and some route for it. */
export function gatewaysFor(url: string, cluster: Cluster): readonly string[] {
  const { host, port } = partsOf(url);
  const { gateways, attachments } = cluster.dataplane.gateways.attachments;
  const serves = (listener: Listener) =>
    attachments.some(({ candidates }) =>
      candidates.some((each) => each.listener === listener && each.hostnames.some((name) => hostIsUnder(name, host))),
    );
  const takes = (listener: Listener) =>
    listener.port === port && hostIsUnder(listener.hostname ?? EVERY_HOST, host) && serves(listener);
  return [...gateways.values()].filter(({ listeners }) => listeners.some(takes)).map(({ key }) => key);
}

function wayThrough(gateway: string, url: string, cluster: Cluster): GatewayWay {
  const { port, secure, host, authority, path } = partsOf(url);
  const { gateways } = cluster.dataplane;
  const at = { gateway, port };
  const nothing = { filters: [], backends: [], mirrors: [], losers: [] };
  const expected = gateways.protocolOf(at, 'TCP');
  if (expected === undefined) return { gateway, ...nothing, why: `Gateway ${gateway} serves nothing on port ${port}` };
  if ((expected === 'TLS') !== secure) {
    const why = `port ${port} of Gateway ${gateway} is for ${expected === 'TLS' ? 'TLS' : expected}, not for ${secure ? 'https' : 'http'}`;
    return { gateway, ...nothing, why };
  }
  const greeted = secure ? gateways.greet(at, host) : undefined;
  if (greeted?.action === 'close') return { gateway, ...nothing, why: greeted.reason };
  const stream = greeted?.action === 'stream' ? greeted : expected === 'TCP' ? gateways.connect(at) : undefined;
  if (stream?.action === 'close') return { gateway, ...nothing, why: stream.reason };
  if (stream !== undefined) {
    const { listener, route, destinations, reason } = stream;
    const backends = destinations.map(backendFacts);
    return { gateway, listener: listener.name, route: describeRoute(route), ...nothing, backends, why: reason };
  }
  const tls = secure ? { tls: { sni: host } } : {};
  return ofDecision(
    gateway,
    gateways.route(at, { method: 'GET', host: authority, path, headers: {}, ...tls }),
    `${authority}${path}`,
  );
}

function ofDecision(gateway: string, decision: HttpDecision, asked: string): GatewayWay {
  const { matched, losers, reason } = decision;
  const lost = losers.map(({ route, rule, match, why }) => {
    return { route: `${describeRoute(route)}, rule ${rule + 1} (${match})`, why };
  });
  const forward: Partial<Forward> = decision.action === 'forward' ? decision : {};
  const { destinations = [], mirrors = [] } = forward;
  const sent = `${forward.host ?? ''}${forward.path ?? ''}`;
  const location = decision.action === 'respond' ? decision.headers.location?.[0] : undefined;
  return {
    gateway,
    ...(matched === undefined ? {} : matchFacts(matched)),
    filters: filterTypes(matched?.route.spec.rules?.[matched.rule]),
    backends: destinations.map(backendFacts),
    mirrors: mirrors.map(({ backend }) => `${backend.service ?? ''} port ${backend.port?.port ?? ''}`),
    losers: lost,
    ...(decision.action === 'respond' ? { status: decision.status } : sent === asked ? {} : { passedOn: sent }),
    ...(location === undefined ? {} : { location }),
    why: reason,
  };
}

function matchFacts({ listener, hostname, route, rule, match }: Matched) {
  return { listener: listener.name, hostname, route: describeRoute(route), rule: `spec.rules[${rule}]`, match };
}

/** `Service shop/web port 80`. */
export function backendName({ service, ref, port }: Backend): string {
  const called = service === undefined ? `${ref.kind ?? ''} ${ref.name ?? ''}` : `Service ${service}`;
  const at = port?.port ?? ref.port;
  return `${called}${at === undefined ? '' : ` port ${at}`}`;
}

export function filterTypes(rule: RouteRule | undefined): readonly string[] {
  return (rule?.filters ?? []).map(({ type = '' }) => type);
}

export function backendFacts({
  backend,
  share,
  reason,
  status,
}: Pick<Forward['destinations'][number], 'backend' | 'share' | 'reason' | 'status'>): BackendFacts {
  const { service } = backend;
  return {
    backend: backendName(backend),
    ...(service === undefined ? {} : { service }),
    share,
    ...(status === undefined ? {} : { status }),
    why: reason,
  };
}

/** What becomes of a client's request: it has to reach the Gateway, and that a backend. */
export function requestThrough(
  from: Vantage,
  { gateway, why }: GatewayWay,
  url: string,
  cluster: Cluster,
): ClientFacts {
  const { host, port, secure, authority, path } = partsOf(url);
  const [address] = cluster.dataplane.gatewayAddresses.get(gateway) ?? [];
  const entry = `Gateway ${gateway}`;
  const arrival = connect(from, { host: address ?? '', port, protocol: 'TCP', entry }, cluster);
  const facts = { ...arrival, to: { ...arrival.to, host } };
  if (address === undefined) {
    return { ...facts, outcome: 'unresolved', by: [], links: [], why: `Gateway ${gateway} has no address` };
  }
  if (arrival.outcome !== 'served') return facts;
  const predicted = simulateRequest(cluster, from, {
    kind: 'request',
    gateway,
    protocol: secure ? 'https' : 'http',
    port,
    hostHeader: authority,
    ...(secure ? { sni: host } : {}),
    path,
  });
  const [verdict = predicted] = predicted.kind === 'depends' ? predicted.either : [predicted];
  if (verdict.kind !== 'request') throw new TypeError(`a request cannot end as ${verdict.kind}`);
  const { outcome, status, by = [] } = verdict;
  const who = by.map((pod) => `Pod ${pod}`);
  const links = [...arrival.links, { link: 'route', ok: by.length > 0, detail: why } as const];
  if (outcome !== 'reached') return { ...facts, outcome: 'closed', by: [], seenAs: [], why, links };
  const said = who.length === 0 ? why : `${answering(who)}: ${why}`;
  return { ...facts, by: who, seenAs: [], ...(status === undefined ? {} : { status }), why: said, links };
}

function partsOf(url: string) {
  const { hostname, port, protocol, pathname, search } = new URL(url);
  const secure = protocol === 'https:';
  const usual = secure ? 443 : 80;
  const number = port === '' ? usual : Number(port);
  const authority = number === usual ? hostname : hostPort(hostname, number);
  return { host: hostname.toLowerCase(), port: number, secure, authority, path: `${pathname}${search}` };
}
