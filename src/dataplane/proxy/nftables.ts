import type { Cidr } from '../../terms/cidr';
import { cidrContains } from '../../terms/cidr';
import { parseIP } from '../../terms/ip';
import type { ClusterNode } from '../node';
import { nodeIPs } from '../node';
import type { Choice } from './choice';
import { inSourceRanges, NetfilterProxier, outsideRanges } from './netfilter';
import type { Packet, Verdict } from './proxier';
import type { ProxyTables } from './proxy-tables';
import type { Match } from './service-map';

/** kube-proxy in mode nftables, with node ports on the node's primary address of each family, as by default. */
export class NftablesProxier extends NetfilterProxier {
  /** @param serviceRanges the ServiceCIDRs */
  constructor(
    tables: ProxyTables,
    choice: Choice,
    private readonly serviceRanges: readonly Cidr[],
  ) {
    super(tables, choice);
  }

  servesNodePortsAt(address: string, node: ClusterNode): boolean {
    return nodeIPs(node).includes(address);
  }

  /** Undefined ports of a cluster IP are refused, unallocated addresses of the Service ranges dropped. */
  protected unmatched(packet: Packet): Verdict {
    const why = this.tables.whyUnmatched(packet);
    if (this.tables.services.isClusterIP(packet.destination)) {
      return { action: 'refuse', reason: why ?? 'no rule is for this port', brokenAt: 'rules' };
    }
    const ip = parseIP(packet.destination);
    if (ip === undefined || !this.serviceRanges.some((range) => cidrContains(range, ip))) return { action: 'pass' };
    const nobody = `${packet.destination} is in the Service range, but no Service has it`;
    return { action: 'drop', reason: why ?? nobody, brokenAt: why === undefined ? 'address' : 'rules' };
  }

  /** Source ranges are checked before everything else. */
  protected emptyExternal({ port, entry }: Match, packet: Packet): Verdict {
    const closed = entry === 'loadBalancerIP' && !inSourceRanges(port, packet.source);
    return closed ? outsideRanges(port, packet) : this.refused(port);
  }
}
