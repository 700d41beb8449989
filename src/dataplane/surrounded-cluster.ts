import type { World } from '../model/elsewhere/world';
import type { Manifest } from '../model/manifest';
import { Cluster } from './cluster';
import type { ClusterConfig } from './cluster-config';
import { surrounded, surroundingsOf } from './surroundings';

/** A cluster that holds manifests, with stand-ins for what others make, and what had to be assumed for it, a sentence each. */
export function surroundedCluster(world: World, manifests: readonly Manifest[], config: ClusterConfig) {
  const around = surroundingsOf(world, config);
  const cluster = new Cluster(surrounded(config, around));
  cluster.apply([...around.manifests, ...manifests]);
  return { cluster, notes: around.notes };
}
