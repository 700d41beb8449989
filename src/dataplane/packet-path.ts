import { addressIn, familyOf } from '../terms/ip';
import { listed } from '../terms/sentence';
import type { Announcers } from './announcers';
import type { Client } from './client';
import type { ClusterNetwork, OutsideHost } from './cluster-network';
import { isLoopback } from './cluster-network';
import type { Decision, Delivered, Dropped, Flow, LinkName, Listener, Refused } from './flow';
import type { GatewayPorts } from './gateway/gateway-ports';
import type { Host, Hosts } from './hosts';
import type { Passage } from './journey';
import type { ClusterNode } from './node';
import { hasAddress, nodeAddressesIn, nodeIPs } from './node';
import { enforced } from './policies/enforced';
import type { Enforcer } from './policies/enforcer';
import type { Arrival, Packet, Proxier } from './proxy/proxier';
import type { ProxyTables } from './proxy/proxy-tables';

/** How many machines a packet may pass before it is thrown away: the TTL that Linux gives it. */
const MAX_HOPS = 64;

/** What happened to a packet on a node before it is routed. */
interface Handling {
  readonly arrival: Arrival;
  readonly passages: Passage[];
  readonly masquerade: boolean;
  /** What translated it, if anything did. */
  readonly translated?: string;
}

/**
 * The way of a connection's first packet through the cluster, node by node: kube-proxy's rules where it enters a node,
 * then the routes, then the source address that it leaves with.
 */
export class PacketPath {
  constructor(
    private readonly network: ClusterNetwork,
    private readonly hosts: Hosts,
    private readonly proxier: Proxier,
    private readonly announcers: Announcers,
    private readonly tables: ProxyTables,
    private readonly enforcer: Enforcer,
    private readonly gateways: GatewayPorts,
  ) {}

  /** @param client the client's Pod or node */
  send(flow: Flow, client: Client): Decision {
    const passages: Passage[] = [];
    const decision = this.walk(flow, client, passages);
    return enforced(decision, this.enforcer.judge({ flow, client, passages }));
  }

  private walk({ protocol, address, port }: Flow, client: Client, passages: Passage[]): Decision {
    const source = isLoopback(address) ? address : this.sourceTowards(address, client);
    if (source === undefined) return drop('route', `the client has no ${familyOf(address)} address`);
    const packet: Packet = { protocol, source, destination: address, port };
    const gateway = this.gateways.at(address);
    if (gateway !== undefined) return this.toGateway(packet, gateway);
    switch (client.place) {
      case 'pod':
        return this.fromPod(packet, client.host, passages);
      case 'node':
        return this.enter(packet, client.node, 'process', passages);
      case 'outside':
        return this.fromOutside(packet, passages);
    }
  }

  /** The source address that a client's packets leave with; undefined: it has none of that family. */
  private sourceTowards(address: string, client: Client): string | undefined {
    switch (client.place) {
      case 'pod':
        return addressIn(client.host.addresses, familyOf(address));
      case 'node':
        return this.ownAddress(client.node, address);
      case 'outside':
        return addressIn(client.addresses, familyOf(address));
    }
  }

  /** The load balancer of a Gateway leads to it from everywhere. */
  private toGateway(packet: Packet, gateway: string): Decision {
    const listener = this.gateways.listenerOn(gateway, packet.protocol, packet.port);
    if (listener !== undefined) return deliver(packet, packet.destination, listener);
    return refuse(
      'port',
      `no listener of Gateway ${gateway} that takes routes has ${packet.protocol} port ${packet.port}`,
    );
  }

  private fromPod(packet: Packet, host: Host, passages: Passage[]): Decision {
    const { destination } = packet;
    // A process listens at all addresses of its Pod, loopback included.
    if (isLoopback(destination)) return this.inPod(packet, host.addresses[0] ?? '');
    if (host.addresses.includes(destination)) return this.inPod(packet, destination);
    return this.enter(packet, host.node, 'pod', passages);
  }

  private fromOutside(packet: Packet, passages: Passage[]): Decision {
    const { destination } = packet;
    if (isLoopback(destination) || destination === packet.source || this.network.outsideIPs.includes(destination)) {
      return refuse('port', `nobody outside listens at ${destination}`);
    }
    const host = this.network.hostOf(destination);
    if (host !== undefined) return externalHost(host, packet);
    const node = [...this.network.nodes.values()].find((each) => nodeIPs(each).includes(destination));
    const entry = node ?? this.announcers.nodeFor(destination);
    if (entry !== undefined) return this.enter(packet, entry, 'wire', passages);
    const why =
      this.tables.whyUnmatched(packet) === undefined
        ? ''
        : ': a Service address inside the cluster, or one that nobody announces';
    return drop('address', `from outside nobody answers for ${destination}${why}`);
  }

  /** A packet enters the rules of a node. */
  private enter(packet: Packet, node: ClusterNode, arrival: Arrival, passages: Passage[]): Decision {
    if (passages.length > MAX_HOPS) return drop('route', 'the rules of the nodes send the packet round in a circle');
    if (arrival === 'wire' && hasAddress(node, packet.source)) {
      return drop(
        'route',
        `node ${node.name} takes no packet from elsewhere that has its own address ${packet.source}`,
      );
    }
    const verdict = this.proxier.judge(packet, node, arrival);
    if (verdict.action === 'pass') return this.mapHostPort(packet, node, arrival, passages);
    if (verdict.action !== 'translate') return verdict;
    const { address, port, masquerade, service, choices } = verdict;
    const translated = { ...packet, destination: address, port };
    const decision = this.route(translated, node, { arrival, passages, masquerade, translated: `Service ${service}` });
    return { ...decision, choices: Math.max(choices, decision.choices ?? 1) };
  }

  /** The port mapping of the CNI stands behind kube-proxy's rules, and only at addresses of the node. */
  private mapHostPort(packet: Packet, node: ClusterNode, arrival: Arrival, passages: Passage[]): Decision {
    const { destination, port, source } = packet;
    const local = hasAddress(node, destination) || (isLoopback(destination) && arrival === 'process');
    const mapped = local ? this.hosts.hostPortOf(node, packet) : undefined;
    if (mapped === undefined) return this.route(packet, node, { arrival, passages, masquerade: false });
    // portmap marks what comes from the network of the Pod that it maps to: all Pods of the node.
    const masquerade = this.hosts.podAt(source)?.node === node || isLoopback(source);
    const translated = { ...packet, destination: mapped.address, port: mapped.port };
    return this.route(translated, node, { arrival, passages, masquerade, translated: `host port ${port}` });
  }

  private route(packet: Packet, node: ClusterNode, how: Handling): Decision {
    const { source, destination } = packet;
    if (isLoopback(destination) && how.arrival !== 'process') {
      return drop('route', `${destination} means nobody to another machine`);
    }
    const own = nodeAddressesIn(node, familyOf(destination));
    const ends = hasAddress(node, destination) || isLoopback(destination);
    how.passages.push({ packet, node, arrival: how.arrival, ends });
    if (ends) {
      // To an address of the node itself only what its own processes send passes POSTROUTING, where sources change.
      const masqueraded = how.masquerade && how.arrival === 'process';
      return this.onNode(masqueraded ? { ...packet, source: own?.ip ?? source } : packet, node);
    }
    if (own === undefined) return drop('route', `node ${node.name} has no ${familyOf(destination)} address`);
    const host = this.hosts.podAt(destination);
    if (host?.node === node) {
      return this.inPod({ ...packet, source: how.masquerade ? own.gatewayIP : source }, destination);
    }
    const leaving = { ...packet, source: how.masquerade || this.leavesPodRange(packet) ? own.ip : source };
    const decision = this.onWire(leaving, host, how.passages);
    const farNode = host?.node ?? this.network.nodeOf(destination);
    if (decision.action !== 'deliver' || how.translated === undefined) return decision;
    if (this.comesBack(leaving.source, node)) return decision;
    const where = farNode === undefined ? destination : `node ${farNode.name}`;
    return drop(
      'route',
      `${how.translated} was translated on node ${node.name}, but the endpoint on ${where} answers ${leaving.source} directly, which does not know it`,
    );
  }

  /** Another machine gets the packet. */
  private onWire(packet: Packet, host: Host | undefined, passages: Passage[]): Decision {
    const { destination } = packet;
    const node = host?.node ?? this.network.nodeOf(destination);
    if (node !== undefined) return this.enter(packet, node, 'wire', passages);
    const external = this.network.hostOf(destination);
    if (external !== undefined) return externalHost(external, packet);
    if (this.network.outsideIPs.includes(destination)) return refuse('port', 'nobody listens on the client outside');
    const unmatched = this.tables.whyUnmatched(packet);
    if (unmatched !== undefined) return drop('rules', `${unmatched}: the packet leaves the node and is not answered`);
    return drop('address', `nobody has the address ${destination}: the packet leaves the cluster and is not answered`);
  }

  private inPod(packet: Packet, address: string): Decision {
    const { protocol, port } = packet;
    const listener = this.hosts.inPod(address, protocol, port);
    const name = this.hosts.podAt(address)?.pod.key ?? address;
    if (listener === undefined) {
      const others = listed(this.hosts.portsIn(address), 4);
      const instead = others === '' ? 'it listens on nothing' : `it listens on ${others}`;
      return refuse('port', `nobody listens on ${protocol} port ${port} of Pod ${name}; ${instead}`);
    }
    return deliver(packet, address, listener);
  }

  private onNode(packet: Packet, node: ClusterNode): Decision {
    const { protocol, source, destination, port } = packet;
    const listener = this.hosts.onNode(node, destination, protocol, port);
    if (listener === undefined) {
      return refuse(
        'port',
        `nobody listens on ${protocol} port ${port} of node ${node.name}, and it is not a node port`,
      );
    }
    const answersFrom = protocol === 'UDP' ? this.answerAddress(destination, node, source) : destination;
    if (answersFrom !== destination) {
      return drop(
        'route',
        `the process listens on the wildcard address and answers from ${answersFrom}, not from ${destination}: the client does not take it for its answer`,
      );
    }
    return deliver(packet, destination, listener);
  }

  /** A UDP server on the wildcard address answers from the address that the route back has. */
  private answerAddress(address: string, node: ClusterNode, client: string): string {
    if (isLoopback(client) || hasAddress(node, client)) return address;
    return this.ownAddress(node, client) ?? address;
  }

  /** Whether an answer to this address passes the node again, whose translation only it can undo. */
  private comesBack(source: string, node: ClusterNode): boolean {
    return hasAddress(node, source) || this.hosts.podAt(source)?.node === node;
  }

  /** kind's CNI masquerades what Pods send to addresses outside the Pod range. */
  private leavesPodRange({ source, destination }: Packet): boolean {
    return this.network.isPodAddress(source) && !this.network.isPodAddress(destination);
  }

  /** The source address that a process of a node gets: the destination if that is local, else that of the route. */
  private ownAddress(node: ClusterNode, destination: string): string | undefined {
    if (hasAddress(node, destination) || this.proxier.binds(destination)) return destination;
    const own = nodeAddressesIn(node, familyOf(destination));
    return this.hosts.podAt(destination)?.node === node ? own?.gatewayIP : own?.ip;
  }
}

function externalHost({ name, ports }: OutsideHost, packet: Packet): Decision {
  if (packet.protocol !== 'TCP' || !ports.includes(packet.port)) {
    return refuse('port', `host ${name} does not listen on ${packet.protocol} port ${packet.port}`);
  }
  return deliver(packet, packet.destination, { type: 'externalHost', name });
}

function deliver({ source, port }: Packet, address: string, listener: Listener): Delivered {
  return { action: 'deliver', address, port, listener, source, reason: reasonOf(listener, address, port) };
}

function reasonOf(listener: Listener, address: string, port: number): string {
  switch (listener.type) {
    case 'pod':
      return `container ${listener.container} of Pod ${listener.pod} listens at ${address}:${port}`;
    case 'gateway':
      return `Gateway ${listener.gateway} listens at ${address}:${port}`;
    case 'ingress':
      return `the Ingress controller listens at ${address}:${port}`;
    case 'healthCheck':
      return `health check of Service ${listener.service}: ${listener.localEndpoints} ready endpoints on the node`;
    case 'externalHost':
      return `host ${listener.name} outside the cluster listens at ${address}:${port}`;
    case 'dns':
      return "the cluster's DNS server listens there";
    case 'apiServer':
      return 'the API server listens there';
  }
}

function refuse(brokenAt: LinkName, reason: string): Refused {
  return { action: 'refuse', reason, brokenAt };
}

function drop(brokenAt: LinkName, reason: string): Dropped {
  return { action: 'drop', reason, brokenAt };
}
