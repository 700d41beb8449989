import { attach } from '../model/gateway/attachment';
import { namedClassOf } from '../model/ingress-class';
import { controllerNamed, isContour } from '../model/ingress-controllers';
import type { NetworkModel } from '../model/network-model';
import type { Labels, Service } from '../model/objects';
import { parseCidr } from '../terms/cidr';
import { CLUSTER_IP_FAMILIES } from '../terms/ip-families';
import { entryOf } from '../terms/maps';
import { Announcers } from './announcers';
import type { ResolvedClusterConfig } from './cluster-config';
import type { ClusterNetwork } from './cluster-network';
import type { Decider } from './dial';
import type { DnsAnswer, DnsQuestion, ResolverConfig } from './dns/answer';
import { asked } from './dns/asked';
import { addressesOf } from './dns/lookup';
import { Zone } from './dns/zone';
import { EndpointSlices } from './endpoints/endpoint-slices';
import type { Decision, Flow } from './flow';
import { GatewayPorts } from './gateway/gateway-ports';
import { GatewayRouter } from './gateway/router';
import { servedClasses } from './gateway/served-classes';
import { Hosts } from './hosts';
import { IngressControllers } from './ingress/controllers';
import type { ForwardedRoute } from './ingress/ingress-controller';
import { PacketPath } from './packet-path';
import { whyNoPods } from './pods/why-no-pods';
import { enforcerOf } from './policies/enforcer-of';
import { IptablesProxier } from './proxy/iptables';
import { IpvsProxier } from './proxy/ipvs';
import { NftablesProxier } from './proxy/nftables';
import type { Proxier } from './proxy/proxier';
import type { ProxyMemory } from './proxy/proxy-memory';
import { ProxyTables } from './proxy/proxy-tables';
import { UserspaceProxier, withoutPolicies } from './proxy/userspace';
import type { RunningPod } from './running-pod';
import type { SystemObjects } from './system';

/** A cluster at one moment. */
export interface ClusterState {
  readonly config: ResolvedClusterConfig;
  readonly network: ClusterNetwork;
  readonly model: NetworkModel;
  readonly services: ReadonlyMap<string, Service>;
  readonly pods: ReadonlyMap<string, RunningPod>;
  /** Pods that found no node, and why. */
  readonly pending: ReadonlyMap<string, string>;
  readonly system: SystemObjects;
  readonly memory: ProxyMemory;
  readonly upstream: (question: DnsQuestion) => DnsAnswer;
  readonly placeholders: ReadonlyMap<string, string>;
  /** Addresses of Gateways by `namespace/name`. */
  readonly gatewayAddresses: ReadonlyMap<string, readonly string[]>;
}

/** What controllers, kube-proxy, DNS server and Ingress controller make of a cluster's objects; rebuilt when they change. */
export class Dataplane {
  readonly slices: EndpointSlices;
  readonly tables: ProxyTables;
  readonly proxier: Proxier;
  readonly hosts: Hosts;
  readonly path: PacketPath;
  readonly zone: Zone;
  readonly ingress: IngressControllers;
  readonly gateways: GatewayRouter;
  readonly placeholders: ReadonlyMap<string, string>;
  /** Addresses of Gateways by `namespace/name`. */
  readonly gatewayAddresses: ReadonlyMap<string, readonly string[]>;
  /** Whether any policy may deny anything. */
  private readonly enforcesPolicies: boolean;
  private readonly resolvers = new Map<string, ResolverConfig>();

  constructor(readonly state: ClusterState) {
    const { config, network, model, services, pods, pending, system, upstream } = state;
    const byHand = model.slicesOf.bind(model);
    const idle = (namespace: string, selector: Labels) => whyNoPods(model, pending, namespace, selector);
    this.slices = new EndpointSlices(services, pods.values(), network.nodes, byHand, idle);
    const proxied = config.proxyMode === 'userspace' ? withoutPolicies(services) : services;
    this.tables = new ProxyTables(proxied, this.slices, network);
    this.proxier = proxierOf(state, this.tables);
    this.hosts = new Hosts(pods.values(), system.pods, services, this.slices, this.proxier, network);
    const announcers = new Announcers(services, this.slices, this.proxier, network);
    this.enforcesPolicies = config.networkPolicies !== 'off' && model.networkPolicies.size > 0;
    const enforcer = enforcerOf(config, model, this.hosts, this.tables, pods);
    const { gatewayProfile: profile } = config;
    const attachments = attach(model, { isServed: servedClasses(model, config), profile });
    this.gateways = new GatewayRouter(attachments, {
      model,
      services,
      slices: this.slices,
      profile,
      unknownControllers: config.unknownGatewayControllers,
    });
    const ports = new GatewayPorts(this.gateways, state.gatewayAddresses);
    this.path = new PacketPath(network, this.hosts, this.proxier, announcers, this.tables, enforcer, ports);
    const namespaces = namespacesOf(model);
    const { clusterDomain } = config;
    const { servicesWithSlices } = model;
    this.zone = new Zone({ clusterDomain, services, slices: this.slices, servicesWithSlices, namespaces, upstream });
    const families = CLUSTER_IP_FAMILIES[config.ipFamily];
    const lookupOf = (name: string) => ({ name, families, own: [], hosts: new Map<string, readonly string[]>() });
    this.ingress = new IngressControllers({
      model,
      services,
      secrets: model.secrets,
      slices: this.slices,
      profiles: config.ingressProfiles,
      resolve: (name) => addressesOf(lookupOf(name), CLUSTER_RESOLVER, (question) => this.zone.answer(question)),
    });
    this.placeholders = state.placeholders;
    this.gatewayAddresses = state.gatewayAddresses;
  }

  /** A connection of the Ingress controller, from the last node, to an endpoint that it passes a request on to. */
  forward(
    { ingress }: Pick<ForwardedRoute, 'ingress'>,
    { address, port }: ForwardedRoute['endpoints'][number],
  ): Decision {
    const { model, system } = this.state;
    const host = system.pods.findLast(({ listeners }) => listeners.some(({ listener }) => listener.type === 'ingress'));
    if (host === undefined) return { action: 'drop', reason: 'no Ingress controller runs' };
    const source = model.ingresses.get(ingress);
    const className = source === undefined ? undefined : namedClassOf(source);
    const flow: Flow = { from: { pod: host.pod.key }, protocol: 'TCP', address, port };
    if (isContour(model, className)) return this.path.send(flow, { place: 'pod', host });
    return this.path.send(flow, { place: 'pod', host, elsewhere: controllerNamed(model, className) });
  }

  /** The resolver of a Pod, given what policies do with its questions: found out once. */
  resolverOf({ key }: RunningPod, config: ResolverConfig, decider: Decider): ResolverConfig {
    if (!this.enforcesPolicies) return config;
    return entryOf(this.resolvers, key, () => asked(config, { pod: key }, decider));
  }
}

/** How an Ingress controller resolves names: by the cluster's DNS server, with nothing to complete them. */
const CLUSTER_RESOLVER = { server: 'cluster', nameservers: [], search: [], ndots: 1 } as const;

function proxierOf({ config, memory }: ClusterState, tables: ProxyTables): Proxier {
  switch (config.proxyMode) {
    case 'iptables':
      return new IptablesProxier(tables, memory.chance);
    case 'nftables': {
      const ranges = config.serviceClusterIPRange.flatMap((range) => parseCidr(range) ?? []);
      return new NftablesProxier(tables, memory.chance, ranges);
    }
    case 'ipvs':
      return new IpvsProxier(tables, memory.turn);
    case 'userspace':
      return new UserspaceProxier(tables, memory.turn);
  }
}

/** Namespaces that are declared or in use: manifests often leave out the Namespace that somebody else creates. */
function namespacesOf({ namespaces, objects }: NetworkModel): ReadonlySet<string> {
  const names = new Set(namespaces.keys());
  for (const { ref } of objects) if (ref.namespace !== undefined) names.add(ref.namespace);
  return names;
}
