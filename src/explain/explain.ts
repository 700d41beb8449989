import type { Cluster } from '../dataplane/cluster';
import type { DnsRecord } from '../dataplane/dns/answer';
import { addressesIn } from '../dataplane/dns/lookup';
import { serviceDomain } from '../dataplane/dns/service-domain';
import { proxyRules } from '../dataplane/listings/proxy-rules';
import type { Manifest } from '../model/manifest';
import type { Service } from '../model/objects';
import { clusterIPsOf, servicePorts } from '../model/service';
import { CLUSTER_DEFAULTS } from '../terms/cluster-defaults';
import type { CurrentProxyMode } from '../terms/proxy-mode';
import { labelText, listed } from '../terms/sentence';
import type { Vantage } from '../terms/vantage';
import { addressFacts } from './address-facts';
import type { ClusterFor, ClusterForOptions } from './cluster-for';
import { clusterFor } from './cluster-for';
import type { Destination } from './connections';
import { connect } from './connections';
import { ExplainError } from './explain-error';
import type { ClientFacts, Explanation, RouteFacts, RulesFacts, ServiceFacts } from './explanation';
import type { GatewayFacts, GatewayRouteFacts, GatewayWay, ListenerFacts } from './gateway-explanation';
import { describeGateway, gatewayFacts } from './gateway-facts';
import { describeGatewayRoute, gatewayRouteFacts } from './gateway-route-facts';
import { requestThrough, servicesOf, waysOf } from './gateway-way';
import { nameRecords, reverseRecords } from './name-facts';
import { backendOf, request, routeFacts } from './route-facts';
import { destinationsOf, serviceFacts, serviceRecords } from './service-facts';
import type { Subject } from './subject';
import { subjectOf } from './subject';
import { defaultVantages, vantageOf } from './vantage-points';

/** Options of {@link explain}. */
export interface ExplainOptions extends ClusterForOptions {
  /**
   * Who asks: `outside`, `node/worker`, `pod/shop/web-0`, `deployment/frontend`. Default: one client of each kind, a
   * Pod, a node, and the outside.
   */
  readonly from?: string;
  /** Prints what kube-proxy would program in this mode. */
  readonly rules?: CurrentProxyMode;
  /** The node whose rules are printed. Default: the first that is not a control plane. */
  readonly node?: string;
  /** Whether addresses are told by what has them (`${podIP:shop/web-0}`), which stays the same. Default: false. */
  readonly placeholders?: boolean;
}

/**
 * Explains how a Service, a DNS name, an address, a URL, a Gateway or a route is served in a cluster that holds the manifests: records,
 * variables, endpoints, what each node chooses from, the route, and why clients are served, refused or dropped. The
 * model that decides is the one under the embedded target.
 *
 * Manifests that the API server refuses should be left out (`checkManifests` finds them).
 *
 * Throws an {@link ExplainError} when the manifests have nothing of that name, or no such client or node.
 *
 * @param what `my-service`, `shop/my-service`, `web.shop.svc.cluster.local`, `10.96.1.5:80`, `worker:30080`,
 * `https://shop.example.com/cart`, `gateway shop/edge`, `httproute shop/web`
 */
export function explain(manifests: readonly Manifest[], what: string, options: ExplainOptions = {}): Explanation {
  const { rules, proxyMode = rules ?? CLUSTER_DEFAULTS.proxyMode } = options;
  if (rules !== undefined && rules !== proxyMode) {
    throw new ExplainError(
      `rules of mode ${rules} in a cluster of mode ${proxyMode}: give one of them, or the same twice`,
    );
  }
  return explainIn(clusterFor(manifests, { ...options, proxyMode }), what, options);
}

/** What is asked of a cluster that stands already. */
type Question = Pick<ExplainOptions, 'from' | 'rules' | 'node' | 'placeholders'>;

/** {@link explain}, for a cluster that stands already, whose mode is that of the rules. */
export function explainIn({ cluster, notes }: ClusterFor, what: string, options: Question = {}): Explanation {
  const { rules } = options;
  const subject = subjectOf(what, cluster);
  const aspects = aspectsOf(subject, cluster);
  const { summary, services: keys, records, destinations, route, ways = [], gateway, gatewayRoute } = aspects;
  const services = keys.flatMap((key): readonly (readonly [string, Service])[] => {
    const service = cluster.services.get(key);
    return service === undefined ? [] : [[key, service]];
  });
  const facts = services.map(([key, service]) => serviceFacts(key, service, cluster));
  const vantages = vantagesOf(options.from, services[0], facts, cluster);
  const ofClient = (from: Vantage): readonly ClientFacts[] =>
    subject.kind === 'url'
      ? [
          ...(subject.ingress ? [request(from, subject.url, cluster)] : []),
          ...ways.map((way) => requestThrough(from, way, subject.url, cluster)),
        ]
      : destinations.map((destination) => connect(from, destination, cluster));
  const explanation: Explanation = {
    version: 1,
    what,
    kind: subject.kind,
    summary,
    records,
    services: facts,
    ...(route === undefined ? {} : { route }),
    ...(ways.length === 0 ? {} : { ways }),
    ...(gateway === undefined ? {} : { gateway }),
    ...(gatewayRoute === undefined ? {} : { gatewayRoute }),
    clients: vantages.flatMap(ofClient),
    ...(rules === undefined ? {} : { rules: rulesFacts(rules, options.node, services, cluster) }),
    notes: [...notes, ...notesOf(facts, cluster)],
  };
  if (options.placeholders !== true) return explanation;
  // Placeholders hold nothing that JSON would have to escape.
  return JSON.parse(cluster.abbreviate(JSON.stringify(explanation))) as Explanation;
}

/** What is told about a subject. */
interface Aspects {
  readonly summary: string;
  readonly services: readonly string[];
  readonly records: readonly DnsRecord[];
  readonly destinations: readonly Destination[];
  readonly route?: RouteFacts;
  readonly ways?: readonly GatewayWay[];
  readonly gateway?: GatewayFacts;
  readonly gatewayRoute?: GatewayRouteFacts;
}

function aspectsOf(subject: Subject, cluster: Cluster): Aspects {
  switch (subject.kind) {
    case 'service': {
      const service = cluster.services.get(subject.service) as Service;
      const facts = serviceFacts(subject.service, service, cluster);
      return {
        summary: describeService(facts),
        services: [subject.service],
        records: serviceRecords(service, cluster),
        destinations: destinationsOf(facts, cluster, subject.port),
      };
    }
    case 'name':
      return nameAspects(subject.name, subject.port, cluster);
    case 'address': {
      const facts = addressFacts(subject.address, subject.port, cluster);
      return { ...facts, records: reverseRecords(subject.address, cluster) };
    }
    case 'url': {
      const { url, ingress, gateway } = subject;
      const route = ingress ? routeFacts(url, cluster) : undefined;
      const backend = ingress ? backendOf(url, cluster) : undefined;
      const ways = gateway ? waysOf(url, cluster) : [];
      const services = [...(backend === undefined ? [] : [backend]), ...ways.flatMap((way) => servicesOf(way))];
      return {
        summary: [...(route === undefined ? [] : [route.why]), ...ways.map(({ why }) => why)].join('; '),
        services: [...new Set(services)],
        records: [],
        destinations: [],
        ...(route === undefined ? {} : { route }),
        ways,
      };
    }
    case 'gateway': {
      const gateway = gatewayFacts(subject.gateway, cluster);
      const ports = [...new Map(gateway.listeners.map((each) => [`${each.port}/${transportOf(each)}`, each])).values()];
      const destinations = gateway.addresses.slice(0, 1).flatMap((host) =>
        ports.map((each): Destination => {
          return { host, port: each.port, protocol: transportOf(each), entry: `Gateway ${gateway.gateway}` };
        }),
      );
      return { summary: describeGateway(gateway), services: [], records: [], destinations, gateway };
    }
    case 'gatewayRoute': {
      const gatewayRoute = gatewayRouteFacts(subject.route, cluster);
      const backends = gatewayRoute.rules.flatMap((rule) => rule.backends.flatMap(({ service }) => service ?? []));
      const summary = describeGatewayRoute(gatewayRoute);
      return { summary, services: [...new Set(backends)], records: [], destinations: [], gatewayRoute };
    }
  }
}

function transportOf({ protocol }: Pick<ListenerFacts, 'protocol'>): 'TCP' | 'UDP' {
  return protocol === 'UDP' ? 'UDP' : 'TCP';
}

function nameAspects(name: string, port: number | undefined, cluster: Cluster): Aspects {
  const records = nameRecords(name, cluster);
  const data = new Set(records.flatMap((record) => [record.data, record.name]));
  const { clusterDomain } = cluster.config;
  const services = [...cluster.services].filter(([key, { spec }]) => {
    const base = `${serviceDomain(key, clusterDomain)}.`;
    const byAddress = clusterIPsOf(spec).some((address) => data.has(address));
    return byAddress || [...data].some((each) => each === base || each.endsWith(`.${base}`));
  });
  const keys = services.map(([key]) => key);
  const ports = services.flatMap(([, { spec }]) => servicePorts(spec));
  const asked = port === undefined ? ports.map((each) => ({ ...each })) : [{ port, protocol: undefined }];
  const addresses = [...new Set(addressesIn(records))];
  const destinations = asked.map(({ port: number, protocol }): Destination => {
    const declared = ports.find((each) => each.port === number);
    const known = protocol ?? declared?.protocol ?? 'TCP';
    return { host: name, port: number, protocol: known, entry: 'name' };
  });
  const of = keys.length === 0 ? '' : `, a name of Service ${listed(keys)}`;
  return {
    summary: `${name} resolves to ${listed(addresses) || listed([...new Set(records.map((each) => each.data))]) || 'no address'}${of}`,
    services: keys,
    records,
    destinations,
  };
}

function describeService({ service, type, clusterIPs, externalName, selector }: ServiceFacts): string {
  if (externalName !== undefined) return `Service ${service} is an alias of ${externalName}`;
  const at = clusterIPs.length === 0 ? '' : ` at ${listed(clusterIPs)}`;
  const pods = selector === undefined ? 'has no selector' : `selects Pods with ${labelText(selector)}`;
  return `Service ${service} is ${type === 'ExternalName' ? 'an' : 'a'} ${type} Service${at} and ${pods}`;
}

function vantagesOf(
  from: string | undefined,
  service: readonly [string, Service] | undefined,
  facts: readonly ServiceFacts[],
  cluster: Cluster,
): readonly Vantage[] {
  if (from !== undefined) return [vantageOf(from, cluster)];
  const pods = facts.flatMap(({ ports }) =>
    ports.flatMap(({ endpoints }) => endpoints.flatMap(({ pod }) => pod ?? [])),
  );
  return defaultVantages(cluster, service?.[1].metadata.namespace ?? cluster.config.namespace, new Set(pods));
}

function rulesFacts(
  mode: CurrentProxyMode,
  name: string | undefined,
  services: readonly (readonly [string, Service])[],
  cluster: Cluster,
): RulesFacts {
  const nodes = [...cluster.nodes.values()];
  const node =
    name === undefined ? (nodes.find(({ controlPlane }) => !controlPlane) ?? nodes[0]) : cluster.nodes.get(name);
  if (node === undefined) {
    throw new ExplainError(
      `there is no node ${name ?? ''}: the nodes are ${nodes.map((each) => each.name).join(', ')}`,
    );
  }
  const listings = proxyRules(
    cluster.dataplane,
    mode,
    node,
    services.map(([, service]) => service),
  );
  return { mode, node: node.name, listings };
}

function notesOf(facts: readonly ServiceFacts[], cluster: Cluster): readonly string[] {
  const notes: string[] = [];
  if (cluster.pendingPods.size > 0) {
    const [[pod, why] = ['', '']] = cluster.pendingPods;
    const more = cluster.pendingPods.size > 1 ? ` (and ${cluster.pendingPods.size - 1} more)` : '';
    notes.push(`Pod ${pod} has no node: ${why}${more}`);
  }
  if (cluster.model.networkPolicies.size > 0 && cluster.config.networkPolicies === 'off') {
    notes.push('NetworkPolicies were not enforced');
  }
  for (const { service, policies } of facts) {
    const { timeoutSeconds } = policies;
    if (typeof timeoutSeconds !== 'number') continue;
    notes.push(`a client of Service ${service} stays with one endpoint for ${timeoutSeconds} s (sessionAffinity)`);
  }
  return notes;
}
