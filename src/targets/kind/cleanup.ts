import { ClusterError } from '../cluster/cluster-error';
import { deleteAllThatCome } from './deletion';
import { KindCli } from './kind-cli';
import { KIND_CLUSTER_PREFIX } from './kind-target';

/** Deletes the kind clusters that runs made and did not name; says which. Without kind there are none. */
export async function deleteOwnClusters(): Promise<readonly string[]> {
  const kind = new KindCli();
  try {
    await kind.clusters();
  } catch (error) {
    if (error instanceof ClusterError) return [];
    throw error;
  }
  const deleted = await deleteAllThatCome(kind, (name) => name.startsWith(KIND_CLUSTER_PREFIX));
  return deleted.map((name) => `kind cluster ${name}`);
}
