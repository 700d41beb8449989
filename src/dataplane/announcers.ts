import type { Service } from '../model/objects';
import { clusterIPsOf, loadBalancerIPs } from '../model/service';
import type { ClusterNetwork } from './cluster-network';
import type { EndpointSlices } from './endpoints/endpoint-slices';
import type { ClusterNode } from './node';
import type { Proxier } from './proxy/proxier';

/**
 * Which node answers on the nodes' network for an address that no machine has. MetalLB (layer 2) announces a load
 * balancer address from one node while a ready endpoint exists, with externalTrafficPolicy Local from one that has a
 * ready endpoint of its own. In mode ipvs every node answers ARP for what kube-proxy bound to it (`strictARP` off).
 */
export class Announcers {
  private readonly services = new Map<string, { readonly key: string; readonly service: Service }>();

  private readonly clusterIPs = new Set<string>();

  constructor(
    services: ReadonlyMap<string, Service>,
    private readonly slices: EndpointSlices,
    private readonly proxier: Proxier,
    private readonly network: ClusterNetwork,
  ) {
    for (const [key, service] of services) {
      for (const clusterIP of clusterIPsOf(service.spec)) this.clusterIPs.add(clusterIP);
      for (const ip of loadBalancerIPs(service)) this.services.set(ip, { key, service });
    }
  }

  /** The node that takes packets from outside to this address. */
  nodeFor(address: string): ClusterNode | undefined {
    const entry = this.services.get(address);
    const announcing = entry === undefined ? undefined : this.announcer(entry.key, entry.service);
    if (announcing !== undefined) return announcing;
    const [first] = this.network.nodes.values();
    const answers = this.network.isNodeNetwork(address) && this.proxier.binds(address) && !this.clusterIPs.has(address);
    return answers ? first : undefined;
  }

  private announcer(key: string, { spec }: Service): ClusterNode | undefined {
    const ready = this.slices.of(key).flatMap(({ endpoints }) => endpoints.filter((endpoint) => endpoint.ready));
    if (ready.length === 0) return undefined;
    const withEndpoint = new Set(ready.map(({ nodeName }) => nodeName));
    const able = [...this.network.nodes.values()].filter(
      ({ name }) => spec.externalTrafficPolicy !== 'Local' || withEndpoint.has(name),
    );
    return able.find(({ controlPlane }) => !controlPlane) ?? able[0];
  }
}
