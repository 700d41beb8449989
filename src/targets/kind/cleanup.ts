import { setTimeout as pause } from 'node:timers/promises';
import { ClusterError } from '../cluster/cluster-error';
import { WAITS } from '../cluster/waits';
import { KindCli } from './kind-cli';
import { KIND_CLUSTER_PREFIX } from './kind-target';

/** Deletes the kind clusters that runs made and did not name; says which. Without kind there are none. */
export async function deleteOwnClusters(): Promise<readonly string[]> {
  const kind = new KindCli();
  const ownClusters = async () => (await kind.clusters()).filter((name) => name.startsWith(KIND_CLUSTER_PREFIX));
  let own: readonly string[];
  try {
    own = await ownClusters();
  } catch (error) {
    if (error instanceof ClusterError) return [];
    throw error;
  }
  const deleted = new Set<string>();
  // A container engine goes on with what a run told it that was killed meanwhile: looked for until nothing comes any more.
  for (let since = performance.now(); performance.now() - since < WAITS.lateContainersMs; own = await ownClusters()) {
    for (const name of own) {
      await kind.delete(name);
      deleted.add(name);
      since = performance.now();
    }
    await pause(WAITS.rolloutPollMs);
  }
  return [...deleted].map((name) => `kind cluster ${name}`);
}
