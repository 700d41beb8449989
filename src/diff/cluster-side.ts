import type { Cluster } from '../dataplane/cluster';
import { DEFAULT_NODES } from '../dataplane/cluster-config';
import { surroundedCluster } from '../dataplane/surrounded-cluster';
import type { World } from '../model/elsewhere/world';
import type { Manifest } from '../model/manifest';
import { NetworkModel } from '../model/network-model';
import type { Cluster as ClusterMeant } from '../rules/cluster-options';
import type { IPFamily } from '../terms/ip';
import { FrontDoors } from './front-doors';

/** What is said of the cluster of both sides. */
export interface SideOptions {
  readonly namespace: string;
  readonly isNamespaceAssumed: boolean;
  readonly external: readonly string[];
  readonly serviceClusterIPRange: readonly string[];
  readonly serviceNodePortRange: string;
}

/** What options say of the cluster, for both sides alike. */
export function sideOptionsOf({ assumed, ...cluster }: ClusterMeant): SideOptions {
  const { namespace, external, serviceClusterIPRange, serviceNodePortRange } = cluster;
  const isNamespaceAssumed = assumed.has('namespace');
  return { namespace, isNamespaceAssumed, external, serviceClusterIPRange, serviceNodePortRange };
}

/** A cluster with the objects of one side and what they need around them, and where requests from outside come in. */
export class ClusterSide {
  readonly model: NetworkModel;
  readonly cluster: Cluster;
  /** What had to be assumed. */
  readonly notes: readonly string[];
  protected readonly world: World;
  protected readonly doors: FrontDoors;

  constructor(manifests: readonly Manifest[], { namespace, isNamespaceAssumed, external, ...ranges }: SideOptions) {
    this.model = NetworkModel.of(manifests, { namespace });
    this.world = { model: this.model, external, isNamespaceAssumed };
    const config = { namespace, nodes: DEFAULT_NODES, ...ranges };
    const { cluster, notes } = surroundedCluster(this.world, manifests, config);
    this.cluster = cluster;
    this.notes = notes;
    this.doors = new FrontDoors(this.model, this.firstFamily);
  }

  /** The family that clients use by default. */
  protected get firstFamily(): IPFamily {
    return this.cluster.families[0] ?? 'IPv4';
  }
}
