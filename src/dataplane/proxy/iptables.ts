import { isLoopback } from '../cluster-network';
import type { ClusterNode } from '../node';
import { NetfilterProxier } from './netfilter';
import type { Arrival, Packet, Verdict } from './proxier';
import type { Match } from './service-map';

/** kube-proxy in mode iptables, with `localhostNodePorts` as by default. */
export class IptablesProxier extends NetfilterProxier {
  /** Every IPv4 address of the node, loopback included (`route_localnet`). */
  servesNodePortsAt(address: string, node: ClusterNode): boolean {
    return address === node.ip || address === node.gatewayIP || (isLoopback(address) && address !== '::1');
  }

  /** Undefined ports of a cluster IP match nothing. */
  protected unmatched(): Verdict {
    return { action: 'pass' };
  }

  /**
   * Refusals of external addresses hang on INPUT and FORWARD, not on OUTPUT: what a process of the node sends goes on
   * along its route. Source ranges have no rules without endpoints.
   */
  protected emptyExternal({ port }: Match, _packet: Packet, arrival: Arrival): Verdict {
    return arrival === 'process' ? { action: 'pass' } : this.refused(port);
  }
}
