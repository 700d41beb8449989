import type { Service } from '../../model/objects';
import { cidrContains } from '../../terms/cidr';
import { hostPort } from '../../terms/host-port';
import { parseIP } from '../../terms/ip';
import type { ClusterNode } from '../node';
import { nodeAddressesIn } from '../node';
import { endpointsFor } from '../proxy/candidates';
import type { ProxyEndpoint } from '../proxy/proxy-endpoint';
import type { ProxyTables } from '../proxy/proxy-tables';
import type { ServicePortInfo } from '../proxy/service-port';
import { isExternal, servicePortsOf } from '../proxy/service-port';
import { servicePortName } from './chain-names';

/** What becomes of a packet that no short circuit takes: it goes to an endpoint, or nowhere. */
export type Handling = 'forward' | 'reject' | 'drop';

/** What kube-proxy programs on a node for one Service port, whatever it programs it with. */
export interface ProgrammedPort {
  readonly port: ServicePortInfo;
  /** `namespace/name:port`. */
  readonly name: string;
  readonly protocol: string;
  /** The endpoints for policy Cluster, in kube-proxy's order. */
  readonly cluster: readonly ProxyEndpoint[];
  /** The endpoints for policy Local. */
  readonly local: readonly ProxyEndpoint[];
  /** Those of both lists. */
  readonly reachable: readonly ProxyEndpoint[];
  /** Every endpoint on the node, ready or not. */
  readonly onNode: readonly ProxyEndpoint[];
  /** Whether there is an endpoint anywhere. */
  readonly any: boolean;
  /** What becomes of packets to the cluster IP. */
  readonly internal: Handling;
  /** What becomes of packets to external addresses and node ports, from elsewhere. */
  readonly external: Handling;
  readonly isExternal: boolean;
  /** Whether the node's own address is in the source ranges, so that its processes may use the load balancer address. */
  readonly openToNode: boolean;
  readonly healthCheckNodePort?: number;
}

/**
 * What a node's kube-proxy programs for a Service: one entry for each port and IP family of the node. Nothing for Services
 * that it leaves alone.
 */
export function programmedPorts(service: Service, node: ClusterNode, tables: ProxyTables): readonly ProgrammedPort[] {
  const { healthCheckNodePort } = service.spec;
  const check = healthCheckNodePort === undefined || healthCheckNodePort === 0 ? {} : { healthCheckNodePort };
  return servicePortsOf(service).flatMap((port) => {
    const own = nodeAddressesIn(node, port.family);
    return own === undefined ? [] : [{ ...programmedPort(port, node, own.ip, tables), ...check }];
  });
}

function programmedPort(port: ServicePortInfo, node: ClusterNode, ip: string, tables: ProxyTables): ProgrammedPort {
  const candidates = tables.on(node, port);
  const cluster = sorted(candidates.cluster);
  const local = sorted(candidates.local);
  const handling = (onlyLocal: boolean): Handling => {
    if (!candidates.any) return 'reject';
    return endpointsFor(candidates, onlyLocal).length > 0 ? 'forward' : 'drop';
  };
  const nodeIP = parseIP(ip);
  return {
    port,
    name: servicePortName(port),
    protocol: port.protocol.toLowerCase(),
    cluster,
    local,
    reachable: sorted([...new Set([...cluster, ...local])]),
    onNode: sorted(tables.endpointsOf(port).filter(({ nodeName }) => nodeName === node.name)),
    any: candidates.any,
    internal: handling(port.internalLocal),
    external: handling(port.externalLocal),
    isExternal: isExternal(port),
    openToNode: nodeIP !== undefined && (port.sourceRanges ?? []).some((range) => cidrContains(range, nodeIP)),
  };
}

/** By `address:port` as text (`pkg/proxy/endpointslicecache.go`). */
function sorted(endpoints: readonly ProxyEndpoint[]): readonly ProxyEndpoint[] {
  const keyed = endpoints.map((endpoint) => ({ endpoint, key: hostPort(endpoint.address, endpoint.port) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key))).map(({ endpoint }) => endpoint);
}
