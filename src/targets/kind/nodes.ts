import { setTimeout as pause } from 'node:timers/promises';
import type { ApiServer } from '../cluster/api-server';
import { ClusterError } from '../cluster/cluster-error';
import type { StoredNode } from '../cluster/objects';
import { WAITS } from '../cluster/waits';

/**
 * Waits until every node takes Pods: kind waits for its control plane alone, and a Pod that no node takes is not waited for.
 *
 * @throws ClusterError that names the nodes that do not
 */
export async function nodesTakePods(api: Pick<ApiServer, 'request'>, signal?: AbortSignal): Promise<void> {
  const deadline = performance.now() + WAITS.nodesMs;
  for (;;) {
    const { items } = await api.request<{ readonly items: readonly StoredNode[] }>('GET', '/api/v1/nodes', { signal });
    const waiting = items.filter(isNotReady).map(({ metadata }) => metadata.name);
    if (items.length > 0 && waiting.length === 0) return;
    if (performance.now() >= deadline) {
      throw new ClusterError({
        place: `node ${waiting.join(', ')}`,
        problem: `is not ready ${WAITS.nodesMs} ms after the cluster was created`,
        remedy: 'look at it with kubectl describe node',
      });
    }
    await pause(WAITS.rolloutPollMs, undefined, signal === undefined ? {} : { signal });
  }
}

/** Ready by its own word, and by the word of whoever keeps Pods away until then. */
function isNotReady({ spec, status }: StoredNode): boolean {
  const isReady = status.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') === true;
  return !isReady || spec.taints?.some(({ key }) => key.startsWith('node.kubernetes.io/')) === true;
}
