import type { Cluster } from '../dataplane/cluster';
import type { NodeConfig } from '../dataplane/cluster-config';
import { surroundedCluster } from '../dataplane/surrounded-cluster';
import type { World } from '../model/elsewhere/world';
import type { Manifest } from '../model/manifest';
import { NetworkModel } from '../model/network-model';
import { CLUSTER_DEFAULTS, withoutUndefined } from '../terms/cluster-defaults';
import type { ClusterIPFamily } from '../terms/ip-families';
import type { PolicyProfile } from '../terms/policy-profile';
import type { ProxyMode } from '../terms/proxy-mode';
import { nodesOf } from './nodes';

/** The cluster that manifests are looked at in. */
export interface ClusterForOptions {
  /** Namespace of objects that name none. Default: `default`. */
  readonly namespace?: string;
  /** How kube-proxy works. Default: `iptables`. */
  readonly proxyMode?: ProxyMode;
  /** IP families of the cluster, the default one first. Default: those that the Services ask for. */
  readonly ipFamily?: ClusterIPFamily;
  /** Who enforces NetworkPolicies: the specification (`spec`), the network plugin of `kind`, or nobody (`off`). Default: `spec`. */
  readonly networkPolicies?: PolicyProfile;
  /** Addresses of Services, one CIDR for each IP family. Default: `['10.96.0.0/16']`, or what the manifests ask for. */
  readonly serviceClusterIPRange?: readonly string[];
  /** Node ports of Services. Default: `30000-32767`. */
  readonly serviceNodePortRange?: string;
  /** What exists although the manifests do not hold it, as the option of `checkManifests` has it. Default: nothing. */
  readonly external?: readonly string[];
  /**
   * The nodes. Default: the Nodes among the manifests, else those that Pods name, else those of the embedded target
   * (`control-plane`, `worker`, `worker2`).
   */
  readonly nodes?: readonly NodeConfig[];
}

/** A simulated cluster that holds manifests, with stand-ins for what others make. */
export interface ClusterFor {
  readonly cluster: Cluster;
  readonly world: World;
  /** What had to be assumed, a sentence each. */
  readonly notes: readonly string[];
}

export function clusterFor(manifests: readonly Manifest[], options: ClusterForOptions = {}): ClusterFor {
  const { namespace = CLUSTER_DEFAULTS.namespace, proxyMode = CLUSTER_DEFAULTS.proxyMode, external = [] } = options;
  const model = NetworkModel.of(manifests, { namespace });
  const { nodes = nodesOf(model), ipFamily, networkPolicies, serviceClusterIPRange, serviceNodePortRange } = options;
  const ranges = { ipFamily, serviceClusterIPRange, serviceNodePortRange };
  const config = withoutUndefined({ namespace, proxyMode, networkPolicies, nodes, ...ranges });
  const world: World = { model, external, isNamespaceAssumed: options.namespace === undefined };
  return { ...surroundedCluster(world, manifests, config), world };
}
