import { cidrContains } from '../../terms/cidr';
import { familyOf, parseIP } from '../../terms/ip';
import { isLoopback } from '../cluster-network';
import type { ClusterNode } from '../node';
import { hasAddress } from '../node';
import { endpointsFor } from './candidates';
import type { Choice } from './choice';
import { choicesOf } from './choice';
import type { Arrival, Packet, Proxier, Verdict } from './proxier';
import type { ProxyEndpoint } from './proxy-endpoint';
import type { ProxyTables } from './proxy-tables';
import type { Match } from './service-map';
import type { ServicePortInfo } from './service-port';

/**
 * What iptables and nftables have in common (`pkg/proxy/{iptables,nftables}/proxier.go`). Inside a node the order is:
 * source ranges, translation, refusals and drops, masquerading; Service addresses come before node ports.
 */
export abstract class NetfilterProxier implements Proxier {
  constructor(
    protected readonly tables: ProxyTables,
    private readonly choice: Choice,
  ) {}

  judge(packet: Packet, node: ClusterNode, arrival: Arrival): Verdict {
    const { protocol, destination, port } = packet;
    const match =
      this.tables.services.at(protocol, destination, port) ??
      (this.servesNodePortsAt(destination, node) ? this.nodePortAt(packet) : undefined);
    return match === undefined ? this.unmatched(packet, node) : this.matched(match, packet, node, arrival);
  }

  candidatesFor(port: ServicePortInfo, node: ClusterNode, onlyLocal: boolean): readonly ProxyEndpoint[] {
    return endpointsFor(this.tables.on(node, port), onlyLocal);
  }

  binds(): boolean {
    return false;
  }

  abstract servesNodePortsAt(address: string, node: ClusterNode): boolean;

  /** A packet that is for no Service port. */
  protected abstract unmatched(packet: Packet, node: ClusterNode): Verdict;

  /** A packet to an external or load balancer address of a Service that has no endpoint anywhere. */
  protected abstract emptyExternal(match: Match, packet: Packet, arrival: Arrival): Verdict;

  protected matched(match: Match, packet: Packet, node: ClusterNode, arrival: Arrival): Verdict {
    const { port, entry } = match;
    const { cluster, any } = this.tables.on(node, port);
    if (!any) {
      if (entry === 'externalIP' || entry === 'loadBalancerIP') return this.emptyExternal(match, packet, arrival);
      return this.refused(port);
    }
    if (entry === 'clusterIP') {
      const masquerade = !this.tables.network.isPodAddress(packet.source);
      return this.translate(
        this.candidatesFor(port, node, port.internalLocal),
        port,
        packet,
        node,
        masquerade,
        'internal',
      );
    }
    if (entry === 'loadBalancerIP' && !inSourceRanges(port, packet.source)) return outsideRanges(port, packet);
    if (!port.externalLocal) return this.translate(cluster, port, packet, node, true, 'external');
    // Short circuits: Pods and the node itself reach every endpoint in spite of the policy.
    if (this.tables.network.isPodAddress(packet.source)) {
      return this.translate(cluster, port, packet, node, false, 'external');
    }
    if (hasAddress(node, packet.source) || isLoopback(packet.source)) {
      return this.translate(cluster, port, packet, node, true, 'external');
    }
    return this.translate(this.candidatesFor(port, node, true), port, packet, node, false, 'external');
  }

  /** The Service port behind the port of a node that a packet is for. */
  protected nodePortAt({ protocol, destination, port }: Packet): Match | undefined {
    return this.tables.services.atNodePort(protocol, port, familyOf(destination));
  }

  protected refused(port: ServicePortInfo): Verdict {
    return { action: 'refuse', reason: this.tables.whyEmpty(port), brokenAt: 'endpoints' };
  }

  private translate(
    endpoints: readonly ProxyEndpoint[],
    port: ServicePortInfo,
    packet: Packet,
    node: ClusterNode,
    masquerade: boolean,
    direction: 'internal' | 'external',
  ): Verdict {
    const endpoint = this.choice.among(endpoints, port, packet, node);
    if (endpoint === undefined) return noLocalEndpoint(direction, port, node);
    return {
      action: 'translate',
      address: endpoint.address,
      port: endpoint.port,
      // A client that is sent back to itself would answer itself directly.
      masquerade: masquerade || packet.source === endpoint.address,
      service: port.service,
      choices: choicesOf(port, endpoints),
    };
  }
}

/** The drop that a traffic policy `Local` makes on a node without endpoint. */
export function noLocalEndpoint(
  direction: 'internal' | 'external',
  { service }: ServicePortInfo,
  node: ClusterNode,
): Verdict {
  const reason = `${direction}TrafficPolicy is Local and Service ${service} has no endpoint on node ${node.name}`;
  return { action: 'drop', reason, brokenAt: 'endpoints' };
}

/** Whether the load balancer addresses of a Service port are open to a client. */
export function inSourceRanges({ sourceRanges }: ServicePortInfo, source: string): boolean {
  const ip = sourceRanges === undefined ? undefined : parseIP(source);
  return sourceRanges === undefined || (ip !== undefined && sourceRanges.some((range) => cidrContains(range, ip)));
}

/** The drop that loadBalancerSourceRanges make. */
export function outsideRanges({ service }: ServicePortInfo, { source }: Packet): Verdict {
  const reason = `${source} is in none of the loadBalancerSourceRanges of Service ${service}`;
  return { action: 'drop', reason, brokenAt: 'rules' };
}
