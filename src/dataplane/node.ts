import type { Labels } from '../model/objects';

/** A node. */
export interface ClusterNode {
  readonly name: string;
  readonly labels: Labels;
  /** Its address on the nodes' network. */
  readonly ip: string;
  /** Its address on the links of its Pods: the first of its Pod CIDR. */
  readonly gatewayIP: string;
  readonly podCIDR: string;
  /** Tainted `NoSchedule`: ordinary Pods stay away while there is another node. */
  readonly controlPlane: boolean;
  /** Label `topology.kubernetes.io/zone`. */
  readonly zone?: string;
}
