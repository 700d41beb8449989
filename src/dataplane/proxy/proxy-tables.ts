import type { Service } from '../../model/objects';
import { clusterIPsOf, loadBalancerIPs } from '../../model/service';
import type { ClusterNetwork } from '../cluster-network';
import type { EndpointSlices } from '../endpoints/endpoint-slices';
import { whyNoEndpoints } from '../endpoints/why-no-endpoints';
import type { ClusterNode } from '../node';
import type { Candidates } from './candidates';
import { candidatesOn, endpointsOf } from './candidates';
import type { Packet } from './proxier';
import type { ProxyEndpoint } from './proxy-endpoint';
import { ServiceMap } from './service-map';
import type { ServicePortInfo } from './service-port';
import { whyUnmatched } from './why-unmatched';

/** What every node's kube-proxy knows, whatever its mode: Services, their endpoints, and what each node may choose from. */
export class ProxyTables {
  readonly services: ServiceMap;
  private readonly endpoints = new Map<ServicePortInfo, readonly ProxyEndpoint[]>();
  private readonly candidates = new Map<ServicePortInfo, Map<string, Candidates>>();
  private readonly reasons = new Map<ServicePortInfo, string>();
  private owners: ReadonlyMap<string, string> | undefined;

  constructor(
    private readonly stored: ReadonlyMap<string, Service>,
    private readonly slices: EndpointSlices,
    readonly network: ClusterNetwork,
  ) {
    this.services = new ServiceMap(stored);
  }

  /** What a node may choose from. */
  on(node: ClusterNode, port: ServicePortInfo): Candidates {
    let byNode = this.candidates.get(port);
    if (byNode === undefined) this.candidates.set(port, (byNode = new Map<string, Candidates>()));
    let candidates = byNode.get(node.name);
    if (candidates === undefined) {
      byNode.set(node.name, (candidates = candidatesOn(node, port, this.endpointsOf(port))));
    }
    return candidates;
  }

  /** All endpoints of a Service port, ready or not. */
  endpointsOf(port: ServicePortInfo): readonly ProxyEndpoint[] {
    let endpoints = this.endpoints.get(port);
    if (endpoints === undefined) {
      this.endpoints.set(port, (endpoints = endpointsOf(port, this.slices.of(port.service))));
    }
    return endpoints;
  }

  /** Why a Service port has no endpoint. */
  whyEmpty(port: ServicePortInfo): string {
    let why = this.reasons.get(port);
    if (why === undefined) {
      const service = this.stored.get(port.service);
      why =
        service === undefined ? `Service ${port.service} does not exist` : whyNoEndpoints(service, this.slices, port);
      this.reasons.set(port, why);
    }
    return why;
  }

  /** Why no rule takes a packet to an address of a Service; undefined when the address is none of a Service. */
  whyUnmatched({ destination, protocol, port }: Packet): string | undefined {
    this.owners ??= ownersOf(this.stored);
    const key = this.owners.get(destination);
    const service = key === undefined ? undefined : this.stored.get(key);
    return key === undefined || service === undefined ? undefined : whyUnmatched(key, service, protocol, port);
  }
}

/** The Service of each address, those that kube-proxy leaves alone included. */
function ownersOf(services: ReadonlyMap<string, Service>): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  for (const [key, service] of services) {
    const { spec } = service;
    for (const address of [...clusterIPsOf(spec), ...(spec.externalIPs ?? []), ...loadBalancerIPs(service)]) {
      if (!owners.has(address)) owners.set(address, key);
    }
  }
  return owners;
}
