import type { Service } from '../../model/objects';
import type { EndpointSlices } from '../endpoints/endpoint-slices';
import { whyNoEndpoints } from '../endpoints/why-no-endpoints';
import type { Network } from '../network';
import type { ClusterNode } from '../node';
import type { Candidates, ProxyEndpoint } from './candidates';
import { candidatesOn, endpointsOf } from './candidates';
import { ServiceMap } from './service-map';
import type { ServicePortInfo } from './service-port';

/** What every node's kube-proxy knows, whatever its mode: Services, their endpoints, and what each node may choose from. */
export class ProxyTables {
  readonly services: ServiceMap;
  private readonly endpoints = new Map<ServicePortInfo, readonly ProxyEndpoint[]>();
  private readonly candidates = new Map<ServicePortInfo, Map<string, Candidates>>();

  constructor(
    private readonly stored: ReadonlyMap<string, Service>,
    private readonly slices: EndpointSlices,
    readonly network: Network,
  ) {
    this.services = new ServiceMap(stored);
  }

  /** What a node may choose from. */
  on(node: ClusterNode, port: ServicePortInfo): Candidates {
    let byNode = this.candidates.get(port);
    if (byNode === undefined) this.candidates.set(port, (byNode = new Map()));
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
  whyEmpty({ service, portName, protocol }: ServicePortInfo): string {
    const stored = this.stored.get(service);
    return stored === undefined
      ? `Service ${service} does not exist`
      : whyNoEndpoints(stored, this.slices, { portName, protocol });
  }
}
