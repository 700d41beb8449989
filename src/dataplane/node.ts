import type { Labels } from '../model/objects';
import type { IPFamily } from '../terms/ip';

/** What a node has of one IP family. */
export interface NodeAddresses {
  readonly family: IPFamily;
  /** Its address on the nodes' network. */
  readonly ip: string;
  /** Its address on the links of its Pods: the first of its Pod CIDR. */
  readonly gatewayIP: string;
  readonly podCIDR: string;
}

/** A node. */
export interface ClusterNode {
  readonly name: string;
  readonly labels: Labels;
  /** Its primary address on the nodes' network: of the cluster's default family. */
  readonly ip: string;
  /** Its addresses of each family, the default one first. */
  readonly addresses: readonly NodeAddresses[];
  /** Tainted `NoSchedule`: ordinary Pods stay away while there is another node. */
  readonly controlPlane: boolean;
  /** Label `topology.kubernetes.io/zone`. */
  readonly zone?: string;
}

/** The addresses of a node on the nodes' network, the primary one first. */
export function nodeIPs({ addresses }: ClusterNode): readonly string[] {
  return addresses.map(({ ip }) => ip);
}

/** What a node has of a family; undefined: nothing. */
export function nodeAddressesIn({ addresses }: ClusterNode, family: IPFamily): NodeAddresses | undefined {
  return addresses.find((each) => each.family === family);
}

/** Whether an address is one of the node itself: its own, or that on its Pods' links. */
export function hasAddress({ addresses }: ClusterNode, address: string): boolean {
  return addresses.some(({ ip, gatewayIP }) => address === ip || address === gatewayIP);
}
