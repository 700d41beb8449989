import type { Labels } from '../model/objects';
import { NodeRange, PodRange } from './address-ranges';
import type { NodeConfig, ResolvedClusterConfig } from './cluster-config';
import type { ClusterNode } from './node';
import { nodeAddressesIn } from './node';

const ZONE = 'topology.kubernetes.io/zone';
const CONTROL_PLANE = 'node-role.kubernetes.io/control-plane';

/** A host outside of the cluster. */
export interface OutsideHost {
  readonly name: string;
  readonly addresses: readonly string[];
  /** What it listens on, with TCP. */
  readonly ports: readonly number[];
}

/** The addresses that stand before anything is deployed: nodes, Pod ranges, what is outside. */
export class ClusterNetwork {
  readonly nodes: ReadonlyMap<string, ClusterNode>;
  /** Addresses of the client outside, a machine on the nodes' network that is not a node. */
  readonly outsideIPs: readonly string[];
  /** Addresses of the hosts outside, by lower-case name. */
  readonly externalHosts: ReadonlyMap<string, readonly string[]>;
  /** The gateway of the nodes' network, where nodes send their own DNS questions. */
  readonly hostResolverIP: string;
  private readonly podRanges: readonly PodRange[];
  private readonly nodeRanges: readonly NodeRange[];
  private readonly nodesByAddress = new Map<string, ClusterNode>();
  private readonly hostsByAddress = new Map<string, OutsideHost>();

  /** Throws a RangeError for a range that is not a CIDR or too small. */
  constructor(config: ResolvedClusterConfig) {
    this.podRanges = config.podCIDR.split(',').map((range) => new PodRange(range));
    this.nodeRanges = config.nodeCIDR.split(',').map((range) => new NodeRange(range));
    const takeAddresses = () => this.nodeRanges.map((range) => range.take());
    [this.hostResolverIP = ''] = takeAddresses();
    const joining = joiningOrder(config);
    const nodes = config.nodes.map((node) => this.makeNode(node, joining.indexOf(node)));
    this.nodes = new Map(nodes.map((node) => [node.name, node]));
    for (const node of nodes) {
      for (const { ip, gatewayIP } of node.addresses) {
        this.nodesByAddress.set(ip, node);
        this.nodesByAddress.set(gatewayIP, node);
      }
    }
    this.outsideIPs = takeAddresses();
    const hosts = config.externalHosts.map((host): OutsideHost => {
      const { name, address, ports = [80] } = typeof host === 'string' ? { name: host } : host;
      return { name: name.toLowerCase(), addresses: address === undefined ? takeAddresses() : [address], ports };
    });
    this.externalHosts = new Map(hosts.map(({ name, addresses }) => [name, addresses]));
    for (const host of hosts) for (const address of host.addresses) this.hostsByAddress.set(address, host);
  }

  /** The node that an address belongs to: its own one, or that on its Pods' links. */
  nodeOf(address: string): ClusterNode | undefined {
    return this.nodesByAddress.get(address);
  }

  /** The host outside that has an address. */
  hostOf(address: string): OutsideHost | undefined {
    return this.hostsByAddress.get(address);
  }

  /** Whether an address is in a Pod range: what kube-proxy takes for a Pod (its default local detector). */
  isPodAddress(address: string): boolean {
    return this.podRanges.some((range) => range.has(address));
  }

  /** Whether an address is on the nodes' network, so that ARP or NDP finds who has it. */
  isNodeNetwork(address: string): boolean {
    return this.nodeRanges.some((range) => range.has(address));
  }

  /**
   * Gives out Pod addresses, one of each family: those of the node's own Pod CIDRs first, then what no node has.
   *
   * @param isTaken addresses that somebody has already
   */
  podAddresses(isTaken: (address: string) => boolean): (node: ClusterNode) => readonly string[] {
    const givers = this.podRanges.map((range) => ({ family: range.family, take: range.giver(this.nodes.size) }));
    return (node) =>
      givers.map(({ family, take }) => {
        const podCIDR = nodeAddressesIn(node, family)?.podCIDR ?? '';
        let address = take(podCIDR);
        while (isTaken(address) || this.hostsByAddress.has(address)) address = take(podCIDR);
        return address;
      });
  }

  /** @param joined how many nodes joined the cluster before it */
  private makeNode({ name, labels = {} }: NodeConfig, joined: number): ClusterNode {
    const zone = labels[ZONE];
    const addresses = this.podRanges.map((pods) => {
      const { family } = pods;
      return {
        family,
        ip: this.nodeRanges.find((range) => range.family === family)?.take() ?? '',
        ...pods.ofNode(joined),
      };
    });
    return {
      name,
      labels: nodeLabels({ name, labels }),
      ip: addresses[0]?.ip ?? '',
      addresses,
      controlPlane: isControlPlane({ name, labels }),
      ...(zone === undefined ? {} : { zone }),
    };
  }
}

/**
 * Nodes get their Pod CIDRs in the order in which they join: control planes first, then workers in any order. It matters
 * over IPv6 alone, where clients prefer the address that is nearest to their own; there the last worker comes first, as on
 * the cluster that was recorded.
 */
function joiningOrder({ nodes, ipFamily }: ResolvedClusterConfig): readonly NodeConfig[] {
  if (ipFamily === 'ipv4') return nodes;
  const workers = nodes.filter((node) => !isControlPlane(node));
  return [...nodes.filter(isControlPlane), ...workers.reverse()];
}

/** The labels of a node: those it was given, and those that every kubelet sets; the beta names up to Kubernetes 1.34. */
export function nodeLabels({ name, labels = {} }: NodeConfig): Labels {
  return {
    'kubernetes.io/hostname': name,
    'kubernetes.io/os': 'linux',
    'kubernetes.io/arch': 'amd64',
    'beta.kubernetes.io/os': 'linux',
    'beta.kubernetes.io/arch': 'amd64',
    ...(isControlPlane({ name, labels }) ? { [CONTROL_PLANE]: '' } : {}),
    ...labels,
  };
}

function isControlPlane({ name, labels = {} }: NodeConfig): boolean {
  return name.endsWith('control-plane') || CONTROL_PLANE in labels;
}

/** Whether an address is one of `127.0.0.0/8` or `::1`. */
export function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1';
}
