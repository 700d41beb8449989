import type { ContainerPort, Protocol, Service } from '../model/objects';
import { servingContainers } from '../model/workload';
import type { IPFamily } from '../terms/ip';
import { familyOf } from '../terms/ip';
import { entryOf } from '../terms/maps';
import type { ClusterNetwork } from './cluster-network';
import type { EndpointSlices } from './endpoints/endpoint-slices';
import type { Listener } from './flow';
import type { ClusterNode } from './node';
import { nodeIPs } from './node';
import type { PolicyPod } from './policies/policy-index';
import type { Packet, Proxier } from './proxy/proxier';
import { isProxied } from './proxy/service-port';
import type { RunningPod } from './running-pod';
import type { SystemPod } from './system';

/** Every address of a node of a family, as a `hostIP`. */
const ANY = { IPv4: '0.0.0.0', IPv6: '::' } as const;

/** A Pod's network namespace: its addresses and node. */
export interface Host {
  readonly addresses: readonly string[];
  readonly node: ClusterNode;
  readonly pod: PolicyPod;
}

/** Who has which address, and who listens there. */
export class Hosts {
  private readonly byAddress = new Map<string, Host>();
  private readonly listeners = new Map<string, Listener>();
  private readonly ports = new Map<string, string[]>();
  private readonly hostPorts = new Map<string, { readonly address: string; readonly port: number }>();
  private readonly healthChecks = new Map<number, { readonly key: string; readonly service: Service }>();

  constructor(
    pods: Iterable<RunningPod>,
    systemPods: readonly SystemPod[],
    services: ReadonlyMap<string, Service>,
    private readonly slices: EndpointSlices,
    private readonly proxier: Proxier,
    private readonly network: ClusterNetwork,
  ) {
    for (const pod of pods) this.addPod(pod);
    for (const { addresses, node, pod, listeners, hostPorts } of systemPods) {
      this.addHost({ addresses, node, pod });
      for (const { protocol, port, listener } of listeners) this.listen(addresses, protocol, port, listener);
      for (const { hostPort, port } of hostPorts) this.map(node, { hostPort, containerPort: port }, addresses);
    }
    for (const node of network.nodes.values()) {
      if (node.controlPlane) this.listen(nodeIPs(node), 'TCP', 6443, { type: 'apiServer' });
    }
    for (const [key, service] of services) {
      const { healthCheckNodePort } = service.spec;
      if (healthCheckNodePort !== undefined && healthCheckNodePort !== 0 && isProxied(service)) {
        this.healthChecks.set(healthCheckNodePort, { key, service });
      }
    }
  }

  /** The Pod that has an address. */
  podAt(address: string): Host | undefined {
    return this.byAddress.get(address);
  }

  /** Who listens in the network namespace of a Pod. */
  inPod(address: string, protocol: Protocol, port: number): Listener | undefined {
    return this.listeners.get(`${address} ${protocol} ${port}`);
  }

  /** What is listened on in the network namespace of a Pod: `8080 (TCP)`. */
  portsIn(address: string): readonly string[] {
    return this.ports.get(address) ?? [];
  }

  /** Who listens on a node, at one of its addresses. */
  onNode(node: ClusterNode, address: string, protocol: Protocol, port: number): Listener | undefined {
    const listener = this.listeners.get(`${node.ip} ${protocol} ${port}`);
    if (listener !== undefined || protocol !== 'TCP' || !this.proxier.servesNodePortsAt(address, node)) return listener;
    const check = this.healthChecks.get(port);
    return check === undefined ? undefined : this.healthCheck(check.key, node, familyOf(address));
  }

  /** Where the CNI's port mapping leads from a port of a node: to the Pod that asked for it with `hostPort`. */
  hostPortOf(
    node: ClusterNode,
    { protocol, destination, port }: Packet,
  ): { readonly address: string; readonly port: number } | undefined {
    const key = `${node.name} ${protocol} ${port}`;
    return this.hostPorts.get(`${key} ${destination}`) ?? this.hostPorts.get(`${key} ${ANY[familyOf(destination)]}`);
  }

  private addPod(pod: RunningPod): void {
    const node = this.network.nodes.get(pod.node);
    if (node === undefined) return;
    if (!pod.hostNetwork) {
      this.addHost({ addresses: pod.ips, node, pod });
      for (const port of declaredPorts(pod)) this.map(node, port, pod.ips);
    }
    for (const { port, protocol, ...listener } of pod.listeners) {
      this.listen(pod.ips, protocol, port, { type: 'pod', pod: pod.key, ...listener });
    }
  }

  private addHost(host: Host): void {
    for (const address of host.addresses) this.byAddress.set(address, host);
  }

  /** The first Pod that asks for a port of a node, or of one of its addresses (`hostIP`), has it. */
  private map(
    node: ClusterNode,
    { hostPort = 0, hostIP = '', containerPort, protocol = 'TCP' }: ContainerPort,
    addresses: readonly string[],
  ): void {
    if (hostPort === 0 || containerPort === undefined) return;
    for (const address of addresses) {
      const family = familyOf(address);
      if (hostIP !== '' && familyOf(hostIP) !== family) continue;
      const key = `${node.name} ${protocol} ${hostPort} ${hostIP === '' ? ANY[family] : hostIP}`;
      if (!this.hostPorts.has(key)) this.hostPorts.set(key, { address, port: containerPort });
    }
  }

  /** The first process that binds a port has it, at all addresses. */
  private listen(addresses: readonly string[], protocol: Protocol, port: number, listener: Listener): void {
    for (const address of addresses) {
      const key = `${address} ${protocol} ${port}`;
      if (this.listeners.has(key)) continue;
      this.listeners.set(key, listener);
      entryOf(this.ports, address, () => []).push(`${port} (${protocol})`);
    }
  }

  /**
   * Healthy as long as a ready endpoint of the family that asks is on the node; terminating ones serve, but do not count.
   */
  private healthCheck(service: string, node: ClusterNode, asked: IPFamily): Listener {
    const local = this.slices
      .of(service)
      .filter(({ family }) => family === asked)
      .flatMap(({ endpoints }) => endpoints.filter(({ ready, nodeName }) => ready && nodeName === node.name));
    const localEndpoints = new Set(local.map(({ address }) => address)).size;
    return { type: 'healthCheck', service, status: localEndpoints > 0 ? 200 : 503, localEndpoints };
  }
}

function declaredPorts({ spec }: RunningPod): readonly ContainerPort[] {
  return servingContainers(spec).flatMap(({ ports = [] }) => ports);
}
