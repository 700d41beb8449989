import type { Labels } from '../model/objects';
import type { Cidr } from '../terms/cidr';
import { cidrContains, formatCidr, parseCidr } from '../terms/cidr';
import { formatIP, parseIP } from '../terms/ip';
import type { NodeConfig, ResolvedClusterConfig } from './cluster-config';
import type { ClusterNode } from './node';

const ZONE = 'topology.kubernetes.io/zone';
const CONTROL_PLANE = 'node-role.kubernetes.io/control-plane';

/** A host outside of the cluster. */
export interface OutsideHost {
  readonly name: string;
  readonly address: string;
  /** What it listens on, with TCP. */
  readonly ports: readonly number[];
}

/** The addresses that stand before anything is deployed: nodes, Pod ranges, what is outside. */
export class ClusterNetwork {
  readonly nodes: ReadonlyMap<string, ClusterNode>;
  /** Address of the client outside, a machine on the nodes' network that is no node. */
  readonly outsideIP: string;
  /** Addresses of the hosts outside, by lower-case name. */
  readonly externalHosts: ReadonlyMap<string, string>;
  /** The gateway of the nodes' network, where nodes send their own DNS questions. */
  readonly hostResolverIP: string;
  private readonly nodesByAddress = new Map<string, ClusterNode>();
  private readonly hostsByAddress = new Map<string, OutsideHost>();
  private readonly podRange: Cidr;
  private readonly nodeRange: Cidr;

  /** Throws a RangeError for a range that is no IPv4 CIDR or too small. */
  constructor(config: ResolvedClusterConfig) {
    this.podRange = rangeOf('podCIDR', config.podCIDR);
    this.nodeRange = rangeOf('nodeCIDR', config.nodeCIDR);
    const { nodeRange } = this;
    let next = nodeRange.first;
    const takeAddress = () => {
      next += 1n;
      if (next >= nodeRange.last) throw tooSmall('nodeCIDR', config.nodeCIDR, `${config.nodes.length} nodes`);
      return formatIP({ family: 'IPv4', bits: next });
    };
    this.hostResolverIP = takeAddress();
    const nodes = config.nodes.map(({ name, labels = {} }, index): ClusterNode => {
      const first = this.podRange.first + BigInt(index) * 256n;
      if (first + 255n > this.podRange.last) throw tooSmall('podCIDR', config.podCIDR, `${config.nodes.length} nodes`);
      const zone = labels[ZONE];
      return {
        name,
        labels: nodeLabels({ name, labels }),
        ip: takeAddress(),
        gatewayIP: formatIP({ family: 'IPv4', bits: first + 1n }),
        podCIDR: formatCidr({ family: 'IPv4', address: first, first, last: first + 255n, prefixLength: 24 }),
        controlPlane: isControlPlane({ name, labels }),
        ...(zone === undefined ? {} : { zone }),
      };
    });
    this.nodes = new Map(nodes.map((node) => [node.name, node]));
    for (const node of nodes) {
      this.nodesByAddress.set(node.ip, node);
      this.nodesByAddress.set(node.gatewayIP, node);
    }
    this.outsideIP = takeAddress();
    const hosts = config.externalHosts.map((host) => {
      const { name, address = takeAddress(), ports = [80] } = typeof host === 'string' ? { name: host } : host;
      return { name: name.toLowerCase(), address, ports };
    });
    this.externalHosts = new Map(hosts.map(({ name, address }) => [name, address]));
    for (const host of hosts) this.hostsByAddress.set(host.address, host);
  }

  /** The node that an address belongs to: its own one, or that on its Pods' links. */
  nodeOf(address: string): ClusterNode | undefined {
    return this.nodesByAddress.get(address);
  }

  /** The host outside that has an address. */
  hostOf(address: string): OutsideHost | undefined {
    return this.hostsByAddress.get(address);
  }

  /** Whether an address is in the Pod range: what kube-proxy takes for a Pod (its default local detector). */
  isPodAddress(address: string): boolean {
    const ip = parseIP(address);
    return ip !== undefined && cidrContains(this.podRange, ip);
  }

  /** Whether an address is on the nodes' network, so that ARP finds who has it. */
  isNodeNetwork(address: string): boolean {
    const ip = parseIP(address);
    return ip !== undefined && cidrContains(this.nodeRange, ip);
  }

  /**
   * Gives out Pod addresses: a node's own /24 first, then what no node has.
   *
   * @param isTaken addresses that somebody has already
   */
  podAddresses(isTaken: (address: string) => boolean): (node: ClusterNode) => string {
    const next = new Map<string, bigint>();
    const lastOf = new Map<string, bigint>();
    let spare = this.podRange.first + BigInt(this.nodes.size) * 256n;
    const take = (node: ClusterNode): string => {
      const own = parseCidr(node.podCIDR)?.first ?? spare;
      const current = next.get(node.name) ?? own + 2n;
      const last = lastOf.get(node.name) ?? own + 254n;
      if (current <= last) {
        next.set(node.name, current + 1n);
        return formatIP({ family: 'IPv4', bits: current });
      }
      if (spare + 255n > this.podRange.last) throw tooSmall('podCIDR', formatCidr(this.podRange), 'the Pods');
      next.set(node.name, spare + 1n);
      lastOf.set(node.name, spare + 255n);
      spare += 256n;
      return formatIP({ family: 'IPv4', bits: spare - 256n });
    };
    return (node) => {
      let address = take(node);
      while (isTaken(address) || this.hostsByAddress.has(address)) address = take(node);
      return address;
    };
  }
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

function rangeOf(field: string, text: string): Cidr {
  const cidr = parseCidr(text);
  if (cidr?.family === 'IPv4') return cidr;
  throw new RangeError(`${field} '${text}': give an IPv4 CIDR such as '10.244.0.0/16'`);
}

function tooSmall(field: string, range: string, what: string): RangeError {
  return new RangeError(`${field} '${range}': too small for ${what}; give a wider range`);
}
