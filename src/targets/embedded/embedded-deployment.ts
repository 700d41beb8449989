import type { Cluster } from '../../dataplane/cluster';
import { gatewayStatusOf } from '../../dataplane/gateway/gateway-status';
import { deployedPods } from '../../dataplane/pods/deployed-pods';
import type { GatewayStatuses } from '../../model/gateway/status';
import type { Manifest } from '../../model/manifest';
import type { IPFamily, Service } from '../../model/objects';
import type { DeployedPod } from '../../probes/deployed';
import type { Capability, Verdict } from '../../probes/probe';
import type { RecordedProbe } from '../../probes/recorded';
import { probeOf } from '../../probes/recorded';
import { addressIn, familiesIn } from '../../terms/ip';
import type { Vantage } from '../../terms/vantage';
import type { Budgets } from '../budgets';
import type { Deployment, Evidence } from '../target';
import { EmbeddedNetwork } from './embedded-network';
import { evidenceFor } from './evidence';
import { LOOPBACK } from './sockets';

/** What runs in an embedded cluster. */
export interface EmbeddedDeployment extends Deployment {
  /** How many sockets are open. */
  readonly openSockets: number;
  /**
   * A SOCKS 5 proxy on loopback, through which any program is where that Pod, node or outside machine is:
   * `curl --socks5-hostname 127.0.0.1:PORT http://my-service/`. Throws a RangeError when there is no such Pod or node.
   */
  gateway(from: Vantage): Promise<{ readonly host: string; readonly port: number }>;
  /** The status of every Gateway API object, by kind and `namespace/name`. */
  gatewayStatus(): Promise<GatewayStatuses>;
  /** The cluster's DNS server, over UDP and TCP on loopback. */
  dnsServer(): Promise<{ readonly host: string; readonly udpPort: number; readonly tcpPort: number }>;
  /** Closes every socket; probes under way are rejected. May be called again. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** {@link EmbeddedDeployment}, and the dataplane under it. */
export class DeployedEmbedded implements EmbeddedDeployment {
  readonly capabilities: ReadonlySet<Capability>;
  readonly convergesWithinMs = 0;
  private readonly network: EmbeddedNetwork;
  private readonly ended = new AbortController();

  constructor(
    private readonly cluster: Cluster,
    budgets: Budgets,
    private readonly assumptions: readonly string[] = [],
  ) {
    this.network = new EmbeddedNetwork(cluster, budgets);
    this.capabilities = new Set([...CAPABILITIES, ...(cluster.families.includes('IPv6') ? ['ipv6' as const] : [])]);
  }

  readonly standsIn = true;

  get enforcesPolicies(): boolean {
    return this.cluster.config.networkPolicies !== 'off';
  }

  get services(): ReadonlyMap<string, Service> {
    return this.cluster.services;
  }

  get pods(): readonly DeployedPod[] {
    return deployedPods(this.cluster);
  }

  get notes(): readonly string[] {
    const pending = [...this.cluster.pendingPods].map(([pod, why]) => `Pod ${pod} is Pending: ${why}`);
    return [...this.assumptions, ...pending.slice(0, MOST_PENDING)];
  }

  get clusterDomain(): string {
    return this.cluster.config.clusterDomain;
  }

  get ipFamilies(): readonly IPFamily[] {
    return this.cluster.families;
  }

  get ingressFamilies(): readonly IPFamily[] {
    return familiesIn(this.cluster.ingressIPs);
  }

  addressOf(from: Vantage, family: IPFamily): string | undefined {
    return addressIn(this.cluster.addressesOf(from), family);
  }

  get nodes(): readonly string[] {
    return [...this.cluster.nodes.keys()];
  }

  get openSockets(): number {
    return this.network.sockets.size;
  }

  async apply(manifests: readonly Manifest[], signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.cluster.apply(manifests);
  }

  async terminate(pod: string): Promise<void> {
    this.cluster.terminate(pod);
  }

  async probe(
    probes: readonly RecordedProbe[],
    signal?: AbortSignal,
    onAnswer?: () => void,
  ): Promise<readonly Verdict[]> {
    const ended = this.ended.signal;
    return this.network.prober.probe(
      probes.map(probeOf),
      signal === undefined ? ended : AbortSignal.any([signal, ended]),
      onAnswer,
    );
  }

  async evidence(recorded: RecordedProbe): Promise<Evidence> {
    const probe = probeOf(recorded);
    const { prober, resolver } = this.network;
    return { from: probe.from, links: await evidenceFor(probe, this.cluster, resolver, prober.decisiveOf(probe)) };
  }

  async gateway(from: Vantage): Promise<{ readonly host: string; readonly port: number }> {
    return { host: LOOPBACK, port: await this.network.gatewayOf(from) };
  }

  async gatewayStatus(): Promise<GatewayStatuses> {
    return gatewayStatusOf(this.cluster);
  }

  async dnsServer(): Promise<{ readonly host: string; readonly udpPort: number; readonly tcpPort: number }> {
    const [udpPort, tcpPort] = await Promise.all([
      this.network.processes.port('clusterDns'),
      this.network.processes.port('clusterDnsTcp'),
    ]);
    return { host: LOOPBACK, udpPort, tcpPort };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.ended.abort(new Error('the deployment has ended'));
    await this.network.sockets[Symbol.asyncDispose]();
  }
}

/** So many Pods that found no node are told. */
const MOST_PENDING = 5;

const CAPABILITIES: readonly Capability[] = [
  'loadBalancer',
  'ingress',
  'gateway',
  'externalHosts',
  'udp',
  'outsideAddress',
];
