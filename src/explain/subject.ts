import type { Cluster } from '../dataplane/cluster';
import { candidateNames } from '../dataplane/dns/lookup';
import type { GatewayView } from '../model/gateway/gateways';
import type { Route, RouteKind } from '../model/gateway/objects';
import { routesOf } from '../model/route-table';
import { hostMatches } from '../terms/host';
import { formatIP, parseIP } from '../terms/ip';
import { nearest } from '../terms/nearest';
import { keyOf } from '../terms/object-ref';
import { listed } from '../terms/sentence';
import { EVERY_HOST } from '../terms/wildcard-host';
import { ExplainError } from './explain-error';
import { gatewaysFor } from './gateway-way';

/** What WHAT names. */
export type Subject =
  | { readonly kind: 'service'; readonly service: string; readonly port?: number }
  | { readonly kind: 'name'; readonly name: string; readonly port?: number }
  | { readonly kind: 'address'; readonly address: string; readonly port?: number }
  | { readonly kind: 'url'; readonly url: string; readonly ingress: boolean; readonly gateway: boolean }
  | { readonly kind: 'gateway'; readonly gateway: GatewayView }
  | { readonly kind: 'gatewayRoute'; readonly route: Route };

/** Kinds that are named before the object: `gateway shop/edge`. */
const NAMED_KINDS = ['Gateway', 'HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'] as const;

/** The kind of which the first of two words says that the second one is a name: `httproute web`. */
export function namedKind(word: string): (typeof NAMED_KINDS)[number] | undefined {
  return NAMED_KINDS.find((kind) => kind.toLowerCase() === word.toLowerCase());
}

/**
 * Finds out what is meant: a URL; an address, or a node, with or without a port; a Service, by its name in the default
 * namespace or as `namespace/name`; `gateway NAME`, `httproute NAME`; a host of an Ingress or a Gateway; a name that DNS knows. Throws an ExplainError when the
 * input has nothing of that name.
 */
export function subjectOf(what: string, cluster: Cluster): Subject {
  if (what.includes('://')) return urlSubject(what, cluster);
  const [, word = '', called = ''] = /^(\S+)\s+(\S.*)$/.exec(what) ?? [];
  const kind = namedKind(word);
  if (kind === 'Gateway') return { kind: 'gateway', gateway: gatewayCalled(called, cluster) };
  if (kind !== undefined) return { kind: 'gatewayRoute', route: routeCalled(kind, called, cluster) };
  const { host, port } = split(what);
  const withPort = port === undefined ? {} : { port };
  const ip = parseIP(host);
  if (ip !== undefined) return { kind: 'address', address: formatIP(ip), ...withPort };
  const { namespace } = cluster.config;
  const service = host.includes('/') ? host : `${namespace}/${host}`;
  if (cluster.services.has(service)) return { kind: 'service', service, ...withPort };
  const refused = cluster.refusedServices.get(service);
  if (refused !== undefined) throw new ExplainError(`the API server refuses Service ${service}: ${refused}`);
  const node = cluster.nodes.get(host);
  if (node !== undefined) return { kind: 'address', address: node.ip, ...withPort };
  const [ingressHost = ''] = host.split('/');
  const url = `http://${what}`;
  if (isIngressHost(ingressHost, cluster) || (URL.canParse(url) && gatewaysFor(url, cluster).length > 0)) {
    return urlSubject(url, cluster);
  }
  if (isKnownName(host, cluster)) return { kind: 'name', name: host, ...withPort };
  throw unknown(what, service, cluster);
}

/** A URL for an Ingress; one whose host is an address or a name of the cluster leads past the Ingresses. */
function urlSubject(url: string, cluster: Cluster): Subject {
  const isHttp = /^https?:\/\//i.test(url);
  if (!isHttp || !URL.canParse(url)) {
    throw new ExplainError(`'${url}' is not a URL that an Ingress could serve; write it as https://host/path`);
  }
  const { hostname, port, protocol } = new URL(url);
  const number = port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
  const host = hostname.replace(/^\[|\]$/g, '');
  const ip = parseIP(host);
  const isIngressAddress = cluster.ingressIPs.includes(host);
  if (ip !== undefined && !isIngressAddress) return { kind: 'address', address: formatIP(ip), port: number };
  const [ingress, gateway] = [isIngressHost(host, cluster), gatewaysFor(url, cluster).length > 0];
  if (ingress || gateway) return { kind: 'url', url, ingress, gateway };
  if (isKnownName(host, cluster)) return { kind: 'name', name: host, port: number };
  // A default backend, or a rule without host, takes every host.
  if (routesOf(cluster.model).some((route) => route.host === undefined)) {
    return { kind: 'url', url, ingress: true, gateway };
  }
  const [hosts, others] = [ingressHosts(cluster), gatewayHosts(cluster)];
  const there = [...(others.length > 0 && hosts.length === 0 ? [] : [has('Ingress hosts', hosts)])];
  throw new ExplainError(
    `no Ingress or Gateway is for the host ${host} on port ${number}, and it is not a name in the cluster`,
    {
      ...likely(host, [...hosts, ...others]),
      instead: [...there, ...(others.length === 0 ? [] : [has('hosts of Gateways', others)])].join('; '),
    },
  );
}

/** `worker:30080`, `[fd00::1]:80`: a port is what stands behind the last colon, unless it belongs to an address. */
function split(what: string): { readonly host: string; readonly port?: number } {
  const [, bracketed, host = bracketed ?? what, port] = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(what) ?? [];
  return { host: host.replace(/^\[|\]$/g, ''), ...(port === undefined ? {} : { port: Number(port) }) };
}

function gatewayCalled(name: string, cluster: Cluster): GatewayView {
  return objectCalled('Gateway', name, cluster.dataplane.gateways.attachments.gateways, cluster);
}

function routeCalled(kind: RouteKind, name: string, cluster: Cluster): Route {
  const { byRoute } = cluster.dataplane.gateways.attachments;
  const ofKind = [...byRoute.keys()].filter((route) => route.kind === kind);
  const keyed = ofKind.map((route) => [keyOf(route.metadata.namespace, route.metadata.name ?? ''), route] as const);
  return objectCalled(kind, name, new Map(keyed), cluster);
}

/** @param there the objects of the kind by `namespace/name` */
function objectCalled<T>(kind: string, name: string, there: ReadonlyMap<string, T>, { config }: Cluster): T {
  const { namespace } = config;
  const found = there.get(name.includes('/') ? name : `${namespace}/${name}`);
  if (found !== undefined) return found;
  const names = [...there.keys()].map((key) => key.replace(`${namespace}/`, ''));
  throw new ExplainError(`the input has no ${kind} ${name}`, {
    ...likely(name, names),
    instead: has(`${kind}s`, names),
  });
}

/** Host names that routes are served under. */
function gatewayHosts(cluster: Cluster): readonly string[] {
  const { attachments } = cluster.dataplane.gateways.attachments;
  const hosts = attachments.flatMap(({ candidates }) => candidates.flatMap(({ hostnames }) => hostnames));
  return [...new Set(hosts)].filter((host) => host !== EVERY_HOST);
}

function ingressHosts({ model }: Cluster): readonly string[] {
  return [...new Set(routesOf(model).flatMap(({ host }) => host ?? []))];
}

function isIngressHost(host: string, cluster: Cluster): boolean {
  return ingressHosts(cluster).some((each) => hostMatches(each, host));
}

/** Whether a Pod of the default namespace finds the name, by any type of record. */
export function isKnownName(name: string, cluster: Cluster): boolean {
  const questions = candidateNames(name, searchOf(cluster)).flatMap((candidate) =>
    ['A', 'AAAA', 'CNAME', 'SRV'].map((type) => ({ name: candidate, type })),
  );
  return questions.some((question) => cluster.resolve(question).records.length > 0);
}

/** How Pods of the default namespace complete names. */
export function searchOf({ config }: Cluster): { server: 'cluster'; nameservers: []; search: string[]; ndots: number } {
  const { namespace, clusterDomain } = config;
  const search = [`${namespace}.svc.${clusterDomain}`, `svc.${clusterDomain}`, clusterDomain];
  return { server: 'cluster', nameservers: [], search, ndots: 5 };
}

function unknown(what: string, service: string, cluster: Cluster): ExplainError {
  const hosts = ingressHosts(cluster);
  const keys = declaredServices(cluster);
  const elsewhere = keys.filter((key) => key.endsWith(service.slice(service.indexOf('/'))));
  const short = keys.map((key) => key.replace(`${cluster.config.namespace}/`, ''));
  const meant =
    elsewhere.length > 0
      ? { meant: listed(elsewhere, 3) }
      : likely(what, [...short, ...hosts, ...cluster.nodes.keys()]);
  const there = [has('Services', short), ...(hosts.length === 0 ? [] : [has('Ingress hosts', hosts)])];
  return new ExplainError(`the input has nothing that is called ${what}`, { ...meant, instead: there.join('; ') });
}

/** The Services of the input, without those that every cluster has. */
export function declaredServices({ services, dataplane }: Cluster): readonly string[] {
  const system = new Set(dataplane.state.system.services.map(([key]) => key));
  return [...services.keys()].filter((key) => !system.has(key));
}

function likely(word: string, names: readonly string[]): { readonly meant?: string } {
  const meant = nearest(word, names);
  return meant === undefined ? {} : { meant };
}

function has(what: string, names: readonly string[]): string {
  return names.length === 0 ? `no ${what}` : `${what} ${listed(names, 8)}`;
}
