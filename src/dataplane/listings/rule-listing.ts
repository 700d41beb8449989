import type { IPFamily } from '../../terms/ip';

/** The output of one command that shows rules. */
export interface RuleListing {
  /** The command that would show it on the node. */
  readonly command: string;
  /** Its output without counters, comments and dates. */
  readonly lines: readonly string[];
}

/** What rules depend on beside Services and endpoints. */
export interface RuleSettings {
  readonly family: IPFamily;
  readonly nodeIP: string;
  /** The node's address on the links of its Pods. */
  readonly gatewayIP: string;
  /** The range of all Pods, by which kube-proxy tells Pods from others. */
  readonly podCIDR: string;
  readonly serviceCIDRs: readonly string[];
  /** Whether the cluster has so many endpoints that iptables rules lose their comments. */
  readonly manyEndpoints: boolean;
}
