import { ClusterError } from '../cluster/cluster-error';
import { KindCli } from './kind-cli';
import { KIND_CLUSTER_PREFIX } from './kind-target';

/** Deletes the kind clusters that runs made and did not name; says which. Without kind there are none. */
export async function deleteOwnClusters(): Promise<readonly string[]> {
  const kind = new KindCli();
  let clusters: readonly string[];
  try {
    clusters = await kind.clusters();
  } catch (error) {
    if (error instanceof ClusterError) return [];
    throw error;
  }
  const own = clusters.filter((name) => name.startsWith(KIND_CLUSTER_PREFIX));
  for (const name of own) await kind.delete(name);
  return own.map((name) => `kind cluster ${name}`);
}
