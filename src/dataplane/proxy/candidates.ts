import type { ServiceSlice } from '../endpoints/service-endpoint';
import type { ClusterNode } from '../node';
import type { ProxyEndpoint } from './proxy-endpoint';
import type { ServicePortInfo } from './service-port';
import { isExternal } from './service-port';
import { nearEndpoints } from './topology';

/** The endpoints that a node may choose from. */
export interface Candidates {
  /** For policy `Cluster`. */
  readonly cluster: readonly ProxyEndpoint[];
  /** For policy `Local`: those on the node. */
  readonly local: readonly ProxyEndpoint[];
  /** Whether there is an endpoint anywhere; if not, connections are refused, not dropped. */
  readonly any: boolean;
}

/**
 * The endpoints of a Service port: slices of its family, ports of its name and protocol, the number from the slice,
 * an address and port once (`pkg/proxy/endpointslicecache.go`).
 */
export function endpointsOf(servicePort: ServicePortInfo, slices: readonly ServiceSlice[]): readonly ProxyEndpoint[] {
  const endpoints = new Map<string, ProxyEndpoint>();
  for (const { family, ports, endpoints: inSlice } of slices) {
    if (family !== servicePort.family) continue;
    for (const { name, protocol, port } of ports) {
      if (name !== servicePort.portName || protocol !== servicePort.protocol) continue;
      for (const endpoint of inSlice) endpoints.set(`${endpoint.address} ${port}`, { ...endpoint, port });
    }
  }
  return [...endpoints.values()];
}

/** What a node may choose from (`CategorizeEndpoints` in pkg/proxy/topology.go); the same in every proxy mode. */
export function candidatesOn(
  node: ClusterNode,
  servicePort: ServicePortInfo,
  endpoints: readonly ProxyEndpoint[],
): Candidates {
  const external = isExternal(servicePort);
  const usesCluster = !servicePort.internalLocal || external;
  const usesLocal = servicePort.internalLocal || (servicePort.externalLocal && external);
  const ready = endpoints.filter((endpoint) => endpoint.ready);
  const stopping = endpoints.filter(({ serving, terminating }) => serving && terminating);
  const onNode = (endpoint: ProxyEndpoint) => endpoint.nodeName === node.name;
  const near = nearEndpoints(ready, node);
  const cluster = usesCluster ? firstNonEmpty(near, stopping) : [];
  const local = usesLocal ? firstNonEmpty(ready.filter(onNode), stopping.filter(onNode)) : [];
  const any = cluster.length > 0 || (usesLocal && (ready.length > 0 || stopping.length > 0));
  return { cluster, local, any };
}

/** The endpoints that a traffic policy leaves of them. */
export function endpointsFor({ cluster, local }: Candidates, onlyLocal: boolean): readonly ProxyEndpoint[] {
  return onlyLocal ? local : cluster;
}

/** The same in mode ipvs: policy Local without an endpoint on the node takes all (kubernetes/kubernetes#97081). */
export function ipvsEndpointsFor(candidates: Candidates, onlyLocal: boolean): readonly ProxyEndpoint[] {
  return endpointsFor(candidates, onlyLocal && candidates.local.length > 0);
}

function firstNonEmpty<T>(first: readonly T[], second: readonly T[]): readonly T[] {
  return first.length > 0 ? first : second;
}
