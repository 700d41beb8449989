import type { ClusterNode } from '../node';
import type { Packet } from './proxier';
import type { ProxyEndpoint } from './proxy-endpoint';
import type { Affinity, Selector } from './selection';
import type { ServicePortInfo } from './service-port';

/** How a node chooses one of the endpoints that it may use. */
export interface Choice {
  among(
    endpoints: readonly ProxyEndpoint[],
    port: ServicePortInfo,
    packet: Packet,
    node: ClusterNode,
  ): ProxyEndpoint | undefined;
}

/** How many connections a client needs to see all endpoints: with affinity it sees one, however often it connects. */
export function choicesOf({ affinityMs }: ServicePortInfo, endpoints: readonly ProxyEndpoint[]): number {
  return affinityMs === undefined ? endpoints.length : 1;
}

/** By chance; a client with affinity keeps to one Service port on one node, whatever the address it came by. */
export function byChance(select: Selector, affinity: Affinity): Choice {
  return {
    among(endpoints, port, packet, node) {
      if (endpoints.length === 0) return undefined;
      const choose = () => select(`${node.name} ${packet.source} ${virtualPort(packet)}`, endpoints);
      if (port.affinityMs === undefined) return choose();
      const client = `${node.name} ${packet.source} ${port.service} ${port.portName} ${port.protocol}`;
      return affinity.stick(client, port.affinityMs, endpoints, choose);
    },
  };
}

/** In turn for each virtual server, that is each address and port on each node; affinity is the virtual server's too. */
export function byTurn(select: Selector, affinity: Affinity): Choice {
  return {
    among(endpoints, port, packet, node) {
      if (endpoints.length === 0) return undefined;
      const server = `${node.name} ${virtualPort(packet)}`;
      const choose = () => select(server, endpoints);
      if (port.affinityMs === undefined) return choose();
      return affinity.stick(`${server} ${packet.source}`, port.affinityMs, endpoints, choose);
    },
  };
}

function virtualPort({ protocol, destination, port }: Packet): string {
  return `${protocol} ${destination} ${port}`;
}
