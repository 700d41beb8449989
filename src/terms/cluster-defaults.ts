/** What a cluster is like where nobody says otherwise: as kubeadm and kind make it. */
export const CLUSTER_DEFAULTS = Object.freeze({
  namespace: 'default',
  clusterDomain: 'cluster.local',
  proxyMode: 'iptables',
  serviceClusterIPRange: Object.freeze(['10.96.0.0/16'] as const),
  serviceNodePortRange: '30000-32767',
} as const);

/** Options with the defaults for those that are absent or undefined. */
export function withDefaults<D extends object, O extends object>(defaults: D, options: O): D & O {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  return { ...defaults, ...given } as D & O;
}
