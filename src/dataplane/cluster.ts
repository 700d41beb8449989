import type { Manifest } from '../model/manifest';
import type { NetworkModel } from '../model/network-model';
import type { Service } from '../model/objects';
import type { Vantage } from '../terms/vantage';
import type { ClusterConfig, ResolvedClusterConfig } from './cluster-config';
import type { DnsAnswer, DnsQuestion, ResolverConfig } from './dns/answer';
import type { Decision, Flow } from './flow';
import type { IngressController, IngressRequest, IngressRoute } from './ingress/ingress-controller';
import type { ClusterNode } from './node';
import type { RunningPod } from './running-pod';
import type { Link } from './trace';

/** A Kubernetes cluster as far as its network goes: pure, no sockets, the same every time. */
export declare class Cluster {
  readonly config: ResolvedClusterConfig;
  /** The nodes by name, in the order of the configuration. */
  readonly nodes: ReadonlyMap<string, ClusterNode>;
  /** Address of the client outside (`${outsideIP}`). */
  readonly outsideIP: string;
  /** Addresses of the hosts outside, by name. */
  readonly externalHosts: ReadonlyMap<string, string>;
  /** The load balancer address of the Ingress controller (`${ingressIP}`). */
  readonly ingressIP: string;

  constructor(config: ClusterConfig);

  /** What was applied so far, with addresses in place of placeholders. */
  get model(): NetworkModel;
  /** Services as the API server stores them: addresses and ports allocated, load balancer status. */
  get services(): ReadonlyMap<string, Service>;
  /** The Pods that run (`namespace/name`). */
  get pods(): ReadonlyMap<string, RunningPod>;
  /** Pods that found no node, and why. */
  get pending(): ReadonlyMap<string, string>;

  /** Adds objects: everything but Pods first, then the Pods. Pods that run already keep their environment. */
  apply(manifests: readonly Manifest[]): void;
  /** Tells a Pod (`namespace/name`) to stop: from then on it is terminating, still serving. Throws RangeError when it does not run. */
  terminate(pod: string): void;
  /** Decides on one new connection. Remembers what kube-proxy does: affinity, whose turn it is. */
  connect(flow: Flow): Decision;
  /** The links from an address to a Pod, up to and including the first broken one. */
  trace(flow: Flow): readonly Link[];
  /** A client's resolv.conf. */
  resolverOf(from: Vantage): ResolverConfig;
  /** What a DNS server answers to one absolute question. */
  resolve(question: DnsQuestion, server?: ResolverConfig['server']): DnsAnswer;
  /** `getaddrinfo` of a client: the addresses of a name, best first as glibc sorts them; none when it does not resolve. */
  lookup(from: Vantage, name: string): readonly string[];
  /** `dig +search` of a client: the answer that counts. */
  dig(from: Vantage, question: DnsQuestion): DnsAnswer;
  /** The Ingress controller. */
  get ingress(): IngressController;
  /** What the Ingress controller does with a request. */
  route(request: IngressRequest): IngressRoute;
  /** The environment of a Pod's first container: Service variables and its own. */
  environmentOf(pod: string): Readonly<Record<string, string>>;
  /** A text with its placeholders replaced: `${clusterIP:shop/web}` -> `10.96.1.1`. Throws RangeError for an unknown one. */
  expand(text: string): string;
  /** The placeholder that names an address, or the address itself. */
  placeholderOf(address: string): string;
}
