import type { ApiServer } from '../cluster/api-server';
import { ClusterError } from '../cluster/cluster-error';
import type { StoredNode } from '../cluster/objects';
import { isReady } from '../cluster/objects';
import { WAITS } from '../cluster/waits';
import { isDoneBefore } from './done-before';

/**
 * Waits until every node takes Pods: kind waits for its control plane alone, and a Pod that no node takes is not waited for.
 *
 * @throws ClusterError that names the nodes that do not
 */
export async function nodesTakePods(api: Pick<ApiServer, 'request'>, signal?: AbortSignal): Promise<void> {
  let waiting: readonly string[] = [];
  const take = async () => {
    const { items } = await api.request<{ readonly items: readonly StoredNode[] }>('GET', '/api/v1/nodes', { signal });
    waiting = items.filter(isNotReady).map(({ metadata }) => metadata.name);
    return items.length > 0 && waiting.length === 0;
  };
  if (await isDoneBefore(performance.now() + WAITS.nodesMs, take, signal)) return;
  throw new ClusterError({
    place: `node ${waiting.join(', ')}`,
    problem: `is not ready ${WAITS.nodesMs} ms after the cluster was created`,
    remedy: 'look at it with kubectl describe node',
  });
}

/** Ready by its own word, and by the word of whoever keeps Pods away until then. */
function isNotReady({ spec, status }: StoredNode): boolean {
  return !isReady({ status }) || spec.taints?.some(({ key }) => key.startsWith('node.kubernetes.io/')) === true;
}
