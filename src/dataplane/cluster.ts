import { configMapsOf } from '../model/config-maps';
import type { Manifest } from '../model/manifest';
import { NetworkModel } from '../model/network-model';
import type { Service } from '../model/objects';
import { decoded } from '../model/schema/decoded';
import { loadBalancerIPs } from '../model/service';
import { undeclaredListeners } from '../model/undeclared-listeners';
import { workloadOf } from '../model/workload';
import type { AddressBook } from '../probes/address-book';
import type { IPFamily } from '../terms/ip';
import { CLUSTER_IP_FAMILIES } from '../terms/ip-families';
import { abbreviate, expandPlaceholders } from '../terms/placeholders';
import type { Vantage } from '../terms/vantage';
import { addressesOfClient, clientAt } from './client';
import type { ClusterConfig, ResolvedClusterConfig } from './cluster-config';
import { resolveConfig } from './cluster-config';
import { ClusterNetwork } from './cluster-network';
import { Dataplane } from './dataplane';
import type { DnsAnswer, DnsQuestion, ResolverConfig } from './dns/answer';
import type { Lookup } from './dns/lookup';
import { addressesOf, dig } from './dns/lookup';
import { Resolvers } from './dns/resolvers';
import { mirroredSlices } from './endpoints/mirrored-endpoints';
import type { Decision, Flow } from './flow';
import type { IngressController, IngressRequest, IngressRoute } from './ingress/ingress-controller';
import type { ClusterNode } from './node';
import { nodeIPs } from './node';
import type { Addressed } from './placeholders';
import { addressOf, expandAll, placeholdersByAddress } from './placeholders';
import { environmentOf } from './pods/environment';
import { Pods } from './pods/pods';
import { ServicesAtStart } from './pods/services-at-start';
import { ProxyMemory } from './proxy/proxy-memory';
import type { RunningPod } from './running-pod';
import { StoredServices } from './services/stored-services';
import type { SystemObjects } from './system';
import { INGRESS_SERVICE, INGRESS_STAND_IN, systemObjects, withoutService } from './system';
import type { Link } from './trace';
import { traceFlow } from './trace';

/**
 * A Kubernetes cluster as far as its network goes: pure, no sockets, and the same every time. It predicts what a kind
 * cluster with CoreDNS, MetalLB and Contour does with the objects that are applied to it.
 */
export class Cluster implements AddressBook {
  readonly config: ResolvedClusterConfig;
  /** The IP families of its addresses, the default one first. */
  readonly families: readonly IPFamily[];
  /** Addresses of the client outside (`${outsideIP}`). */
  readonly outsideIPs: readonly string[];
  /** Addresses of the hosts outside, by name. */
  readonly externalHosts: ReadonlyMap<string, readonly string[]>;
  private readonly network: ClusterNetwork;
  private readonly started: Pods;
  private readonly stored: StoredServices;
  private system: SystemObjects;
  private ingressService = INGRESS_SERVICE;
  private readonly resolvers: Resolvers;
  private readonly memory: ProxyMemory;
  private readonly manifests: Manifest[] = [];
  private readonly servicesAtStart = new ServicesAtStart();
  private currentModel: NetworkModel;
  private currentDataplane: Dataplane | undefined;

  /** Throws a RangeError when there is no node or a range cannot be read. */
  constructor(config: ClusterConfig) {
    this.config = resolveConfig(config);
    this.network = new ClusterNetwork(this.config);
    this.families = CLUSTER_IP_FAMILIES[this.config.ipFamily];
    this.outsideIPs = this.network.outsideIPs;
    this.externalHosts = this.network.externalHosts;
    this.started = new Pods(this.network);
    this.system = systemObjects(this.config, this.network, this.started.nextAddresses);
    this.stored = new StoredServices(this.config);
    for (const [key, service] of this.system.services) this.stored.storeFixed(key, service);
    this.resolvers = new Resolvers(this.config, this.network, this.system);
    this.memory = new ProxyMemory(this.config.random, this.config.now);
    this.currentModel = this.modelOf([]);
  }

  /** The nodes by name, in the order of the configuration. */
  get nodes(): ReadonlyMap<string, ClusterNode> {
    return this.network.nodes;
  }

  /** The load balancer addresses of the Ingress controller (`${ingressIP}`). */
  get ingressIPs(): readonly string[] {
    return loadBalancerIPs(this.stored.byKey.get(this.ingressService) ?? {});
  }

  /** What was applied so far, the system's own objects included, with addresses in place of placeholders. */
  get model(): NetworkModel {
    return this.currentModel;
  }

  /** Services as the API server stores them: addresses and ports allocated, load balancer status. */
  get services(): ReadonlyMap<string, Service> {
    return this.stored.byKey;
  }

  /** Services (`namespace/name`) that the API server would not create, and why. */
  get refusedServices(): ReadonlyMap<string, string> {
    return this.stored.refused;
  }

  /** The Pods that run (`namespace/name`), without those of the system. */
  get pods(): ReadonlyMap<string, RunningPod> {
    return this.started.running;
  }

  /** Pods that found no node, and why. */
  get pendingPods(): ReadonlyMap<string, string> {
    return this.started.pending;
  }

  /**
   * Adds objects, or replaces those of the same name: everything but Pods first, then the Pods. Pods that run already
   * keep their environment.
   */
  apply(manifests: readonly Manifest[]): void {
    const { namespace } = this.config;
    const given = manifests.map(decoded);
    const added = [...given, ...given.flatMap(mirroredSlices)];
    const { services } = NetworkModel.of(added, { namespace });
    for (const [key] of this.system.services) if (services.has(key)) this.giveWay(key);
    this.stored.apply(services);
    const model = NetworkModel.of([...this.manifests, ...added], { namespace });
    for (const manifest of added) {
      // Of a Pod what its placeholders stand for is known when it starts, or never.
      const workload = workloadOf(expandAll(manifest, this.addressed()), namespace);
      if (workload !== undefined) this.started.start(workload, undeclaredListeners(model, workload));
    }
    for (const manifest of added) this.manifests.push(manifest);
    this.currentModel = this.modelOf(this.manifests);
    this.stored.refresh(this.currentModel);
    this.servicesAtStart.remember(this.pods, this.services);
    this.currentDataplane = undefined;
  }

  /** Tells a Pod (`namespace/name`) to stop: from then on it is terminating, still serving. Throws a RangeError when it does not run. */
  terminate(pod: string): void {
    this.started.terminate(pod);
    this.currentDataplane = undefined;
  }

  /**
   * Decides on one new connection. Remembers what kube-proxy does: affinity, whose turn it is.
   * Throws a RangeError when the client does not exist.
   */
  connect(flow: Flow): Decision {
    return this.dataplane.path.send(flow, clientAt(flow.from, this));
  }

  /** The addresses that a client's packets leave with, one of each family. Throws a RangeError when it does not exist. */
  addressesOf(from: Vantage): readonly string[] {
    return addressesOfClient(clientAt(from, this));
  }

  /** Whether an address is one of a node: its own, or that on its Pods' links. */
  isNodeAddress(address: string): boolean {
    return this.network.nodeOf(address) !== undefined;
  }

  /** The links from an address to a Pod, up to and including the first broken one. Default: of a new connection. */
  trace(flow: Flow, decision: Decision = this.connect(flow)): readonly Link[] {
    const { from } = flow;
    const name = 'pod' in from ? this.pods.get(from.pod)?.node : 'node' in from ? from.node : undefined;
    return traceFlow(flow, this.dataplane, decision, name === undefined ? undefined : this.nodes.get(name));
  }

  /** A client's resolv.conf, and whether its policies let it ask. */
  resolverOf(from: Vantage): ResolverConfig {
    const pod = 'pod' in from ? this.pods.get(from.pod) : undefined;
    if (pod === undefined) return this.resolvers.ofNode;
    return this.dataplane.resolverOf(pod, this.resolvers.ofPod(pod), this);
  }

  /** What a DNS server answers to one absolute question; of several addresses another one comes first each time. */
  resolve(question: DnsQuestion, server: ResolverConfig['server'] = 'cluster'): DnsAnswer {
    return this.resolvers.answer(question, server, this.dataplane.zone);
  }

  /** What a client's `getaddrinfo` goes by. Default for `family`: all families of the cluster. */
  lookupOf(from: Vantage, name: string, family?: IPFamily): Lookup {
    const pod = 'pod' in from ? this.pods.get(from.pod) : undefined;
    return {
      name,
      families: family === undefined ? this.families : [family],
      own: this.addressesOf(from),
      hosts: pod === undefined ? new Map() : this.resolvers.hostsFile(pod),
    };
  }

  /** `getaddrinfo` of a client: the addresses of a name, best first as glibc sorts them; none when it does not resolve. */
  lookup(from: Vantage, name: string, family?: IPFamily): readonly string[] {
    const resolver = this.resolverOf(from);
    return addressesOf(this.lookupOf(from, name, family), resolver, (question) =>
      this.resolve(question, resolver.server),
    );
  }

  /** `dig +search` of a client: the answer that counts. */
  dig(from: Vantage, question: DnsQuestion): DnsAnswer {
    const resolver = this.resolverOf(from);
    return dig(question, resolver, (each) => this.resolve(each, resolver.server));
  }

  /** The Ingress controller. */
  get ingress(): IngressController {
    return this.dataplane.ingress;
  }

  /** Where the Ingress controller runs: on the last node, a worker where there are any. */
  get ingressVantage(): Vantage {
    return { node: [...this.nodes.keys()].at(-1) ?? '' };
  }

  /** What the Ingress controller does with a request. */
  route(request: IngressRequest): IngressRoute {
    return this.ingress.route(request);
  }

  /** The environment of a Pod's first container: Service variables and its own. Throws a RangeError when the Pod does not run. */
  environmentOf(key: string): Readonly<Record<string, string>> {
    const pod = this.pods.get(key);
    if (pod === undefined) throw new RangeError(`Pod '${key}' does not run; give namespace/name of one that does`);
    const node = this.nodes.get(pod.node);
    const hostIPs = node === undefined ? [] : nodeIPs(node);
    const services = this.servicesAtStart.of(key);
    const { secrets } = this.currentModel;
    return environmentOf(pod, { services, secrets, configMaps: configMapsOf(this.currentModel), hostIPs });
  }

  /** A text with its placeholders replaced: `${clusterIP:shop/web}` -> `10.96.1.1`. Throws a RangeError for an unknown one. */
  expand(text: string): string {
    const addressed = this.addressed();
    return expandPlaceholders(
      text,
      (found) => addressOf(found, addressed),
      (unknown) => {
        throw new RangeError(`placeholder ${unknown} names nothing that has an address in this cluster`);
      },
    );
  }

  /** A text with the addresses that it names replaced by their placeholders. */
  abbreviate(text: string): string {
    return abbreviate(text, this.dataplane.placeholders);
  }

  /** The placeholder that names an address, or the address itself. */
  placeholderOf(address: string): string {
    return this.dataplane.placeholders.get(address) ?? address;
  }

  /** What controllers, kube-proxy, DNS server and Ingress controller make of everything that was applied. */
  get dataplane(): Dataplane {
    this.currentDataplane ??= new Dataplane({
      config: this.config,
      network: this.network,
      model: this.currentModel,
      services: this.services,
      pods: this.pods,
      pending: this.pendingPods,
      system: this.system,
      memory: this.memory,
      upstream: this.resolvers.upstream,
      placeholders: placeholdersByAddress(this.addressed()),
      gatewayAddresses: this.stored.gatewayAddresses,
    });
    return this.currentDataplane;
  }

  /** The input has a Service of this name: that of the system makes room for it. */
  private giveWay(key: string): void {
    const service = this.stored.byKey.get(key);
    this.system = withoutService(this.system, key);
    this.stored.remove(key);
    if (key !== INGRESS_SERVICE || service === undefined) return;
    const [namespace = '', name = ''] = INGRESS_STAND_IN.split('/');
    this.ingressService = INGRESS_STAND_IN;
    this.stored.storeFixed(INGRESS_STAND_IN, { metadata: { namespace, name }, spec: service.spec });
  }

  private modelOf(manifests: readonly Manifest[]): NetworkModel {
    const addressed = this.addressed();
    const expanded = manifests.map((manifest) => expandAll(manifest, addressed));
    return NetworkModel.of([...this.system.manifests, ...expanded], { namespace: this.config.namespace });
  }

  private addressed(): Addressed {
    const { network, services, pods, ingressIPs, stored } = this;
    return { network, services, pods, ingressIPs, gateways: stored.gatewayAddresses };
  }
}
