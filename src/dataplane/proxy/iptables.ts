import { isLoopback } from '../cluster-network';
import type { ClusterNode } from '../node';
import { hasAddress } from '../node';
import { NetfilterProxier, noLocalEndpoint } from './netfilter';
import type { Arrival, Packet, Verdict } from './proxier';
import type { Match } from './service-map';

/** kube-proxy in mode iptables, with `localhostNodePorts` as by default. */
export class IptablesProxier extends NetfilterProxier {
  /** Every address of the node; of loopback those of IPv4 (`route_localnet`), for IPv6 has no such thing. */
  servesNodePortsAt(address: string, node: ClusterNode): boolean {
    return hasAddress(node, address) || (isLoopback(address) && address !== '::1');
  }

  /**
   * Undefined ports of a cluster IP match nothing. What drops packets to node ports where policy `Local` has no endpoint
   * is for all local addresses, `::1` among them.
   */
  protected unmatched(packet: Packet, node: ClusterNode): Verdict {
    const port = isLoopback(packet.destination) ? this.nodePortAt(packet)?.port : undefined;
    if (port?.externalLocal !== true) return { action: 'pass' };
    const { any, local } = this.tables.on(node, port);
    return any && local.length === 0 ? noLocalEndpoint('external', port, node) : { action: 'pass' };
  }

  /**
   * Refusals of external addresses hang on INPUT and FORWARD, not on OUTPUT: what a process of the node sends goes on
   * along its route. Source ranges have no rules without endpoints.
   */
  protected emptyExternal({ port }: Match, _packet: Packet, arrival: Arrival): Verdict {
    return arrival === 'process' ? { action: 'pass' } : this.refused(port);
  }
}
