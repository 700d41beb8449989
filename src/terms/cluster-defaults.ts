/** What a cluster is like where nobody says otherwise: as kubeadm and kind make it. */
export const CLUSTER_DEFAULTS = Object.freeze({
  namespace: 'default',
  clusterDomain: 'cluster.local',
  proxyMode: 'iptables',
  serviceClusterIPRange: Object.freeze(['10.96.0.0/16'] as const),
  serviceNodePortRange: '30000-32767',
} as const);

/** An object whose fields may also be undefined, without those that are. */
export type Given<O extends object> = { [K in keyof O as undefined extends O[K] ? never : K]: O[K] } & {
  [K in keyof O as undefined extends O[K] ? K : never]?: Exclude<O[K], undefined>;
};

/** Options without those that are undefined. */
export function withoutUndefined<O extends object>(options: O): Given<O> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Given<O>;
}

/** Options with the defaults for those that are absent or undefined. */
export function withDefaults<D extends object, O extends object>(defaults: D, options: O): D & O {
  return { ...defaults, ...withoutUndefined(options) } as D & O;
}
