/** What `checkManifests` has to know of the cluster that objects are meant for; the defaults are kubeadm's and kind's. */
export interface ClusterOptions {
  /** Minor version of Kubernetes, `1.31` to `1.37`. Default: `1.34`. */
  readonly kubernetesVersion: string;
  /** Namespace of objects that name none. Default: `default`. */
  readonly namespace: string;
  /** `--service-cluster-ip-range`: one CIDR for each IP family, the primary one first. Default: `['10.96.0.0/16']`. */
  readonly serviceClusterIPRange: readonly string[];
  /** `--service-node-port-range`. Default: `30000-32767`. */
  readonly serviceNodePortRange: string;
}

export const DEFAULT_CLUSTER: ClusterOptions = Object.freeze({
  kubernetesVersion: '1.34',
  namespace: 'default',
  serviceClusterIPRange: Object.freeze(['10.96.0.0/16']),
  serviceNodePortRange: '30000-32767',
});
