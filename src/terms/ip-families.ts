import type { IPFamily } from './ip';

/** Which IP families a cluster has, the default one first: `dual` is IPv4 and IPv6, `dual6` IPv6 and IPv4. */
export type ClusterIPFamily = 'ipv4' | 'ipv6' | 'dual' | 'dual6';

/** The families of a cluster, the default one first. */
export const CLUSTER_IP_FAMILIES: Readonly<Record<ClusterIPFamily, readonly IPFamily[]>> = {
  ipv4: ['IPv4'],
  ipv6: ['IPv6'],
  dual: ['IPv4', 'IPv6'],
  dual6: ['IPv6', 'IPv4'],
};

/** The families of ranges as one word, in their order; `ipv4` where there is no range. */
export function clusterIPFamilyOf([first = 'IPv4', second]: readonly IPFamily[]): ClusterIPFamily {
  const isDual = second !== undefined && second !== first;
  if (first === 'IPv6') return isDual ? 'dual6' : 'ipv6';
  return isDual ? 'dual' : 'ipv4';
}
