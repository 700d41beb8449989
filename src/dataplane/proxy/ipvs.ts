import { familyOf } from '../../terms/ip';
import type { ClusterNode } from '../node';
import { hasAddress, nodeAddressesIn } from '../node';
import { ipvsEndpointsFor } from './candidates';
import type { Choice } from './choice';
import { choicesOf } from './choice';
import { inSourceRanges, outsideRanges } from './netfilter';
import type { Arrival, Packet, Proxier, Verdict } from './proxier';
import type { ProxyEndpoint } from './proxy-endpoint';
import type { ProxyTables } from './proxy-tables';
import type { Match } from './service-map';
import type { ServicePortInfo } from './service-port';

/**
 * kube-proxy in mode ipvs (`pkg/proxy/ipvs/proxier.go`), scheduler `rr`, `strictARP` off: virtual servers on addresses
 * that every node binds to its own interface kube-ipvs0.
 */
export class IpvsProxier implements Proxier {
  constructor(
    private readonly tables: ProxyTables,
    private readonly choice: Choice,
  ) {}

  judge(packet: Packet, node: ClusterNode, arrival: Arrival): Verdict {
    const { protocol, destination, port } = packet;
    const { services } = this.tables;
    const match =
      services.at(protocol, destination, port) ??
      (this.servesNodePortsAt(destination, node)
        ? services.atNodePort(protocol, port, familyOf(destination))
        : undefined);
    if (match !== undefined) return this.matched(match, packet, node, arrival);
    if (!this.binds(destination) || this.tables.network.nodeOf(destination) === node) return { action: 'pass' };
    const reason = this.tables.whyUnmatched(packet) ?? 'no virtual server is for this port';
    return { action: 'refuse', reason, brokenAt: 'rules' };
  }

  candidatesFor(port: ServicePortInfo, node: ClusterNode, onlyLocal: boolean): readonly ProxyEndpoint[] {
    return ipvsEndpointsFor(this.tables.on(node, port), onlyLocal);
  }

  binds(address: string): boolean {
    return this.tables.services.serviceAt(address) !== undefined;
  }

  /** The node's own addresses and those of its Pod links; never loopback. */
  servesNodePortsAt(address: string, node: ClusterNode): boolean {
    return hasAddress(node, address);
  }

  private matched({ port, entry }: Match, packet: Packet, node: ClusterNode, arrival: Arrival): Verdict {
    const onlyLocal = entry === 'clusterIP' ? port.internalLocal : port.externalLocal;
    const endpoints = this.candidatesFor(port, node, onlyLocal);
    const closed = entry === 'loadBalancerIP' && !this.isOpen(port, packet, node, arrival, endpoints.length);
    if (closed) return outsideRanges(port, packet);
    const endpoint = this.choice.among(endpoints, port, packet, node);
    if (endpoint === undefined) {
      return { action: 'refuse', reason: this.whyEmpty(port, onlyLocal, node), brokenAt: 'endpoints' };
    }
    // A client that is sent back to itself: the set KUBE-LOOP-BACK has the endpoints of the node only.
    const hairpin = packet.source === endpoint.address && endpoint.nodeName === node.name;
    const policy = entry === 'clusterIP' ? !this.tables.network.isPodAddress(packet.source) : !port.externalLocal;
    const masquerade = policy || hairpin;
    const { address, port: target } = endpoint;
    const choices = choicesOf(port, endpoints);
    return { action: 'translate', address, port: target, masquerade, service: port.service, choices };
  }

  /** A process of the node comes from the virtual address itself: it may when the node's address may. */
  private isOpen(
    port: ServicePortInfo,
    { source }: Packet,
    node: ClusterNode,
    arrival: Arrival,
    endpoints: number,
  ): boolean {
    if (arrival !== 'process') return inSourceRanges(port, source);
    // Without endpoints the kernel refuses before the packet gets to the filter.
    return endpoints === 0 || inSourceRanges(port, nodeAddressesIn(node, port.family)?.ip ?? '');
  }

  private whyEmpty(port: ServicePortInfo, onlyLocal: boolean, node: ClusterNode): string {
    const elsewhere = this.tables.endpointsOf(port).some(({ ready }) => ready);
    if (!onlyLocal || !elsewhere) return this.tables.whyEmpty(port);
    return `a traffic policy is Local and Service ${port.service} has no endpoint on node ${node.name}`;
  }
}
