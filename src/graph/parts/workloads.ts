import type { RunningPod } from '../../dataplane/running-pod';
import type { Workload } from '../../model/workload';
import { groupBy } from '../../terms/maps';
import { keyOf } from '../../terms/object-ref';
import type { MapPart } from './part';

/** Pods by what makes them, and the nodes that they run on. */
export const workloads: MapPart = ({ model, cluster }, draft) => {
  const pods = groupBy(cluster.pods.values(), ({ workload }) => workloadId({ ref: workload }));
  for (const workload of model.workloads) {
    const id = workloadId(workload);
    const running = pods.get(id) ?? [];
    const { kind, name } = workload.ref;
    const facts = factsOf(running);
    draft.add({ id, tier: 'pods', kind, namespace: workload.namespace, name, facts });
    for (const [node, there] of groupBy(running, (pod) => pod.node)) {
      const ground = `Node/${node}`;
      draft.add({ id: ground, tier: 'ground', kind: 'Node', name: node, facts: [] });
      draft.connect(id, ground, 'runsOn', [counted(there.length)]);
    }
  }
};

/** `Deployment/shop/web`: as the Pods of a run are told. */
export function workloadId({ ref: { kind, namespace, name } }: Pick<Workload, 'ref'>): string {
  return `${kind}/${keyOf(namespace, name)}`;
}

function factsOf(pods: readonly RunningPod[]): readonly string[] {
  const notReady = pods.filter((pod) => pod.notReady !== undefined);
  return [counted(pods.length), ...(notReady.length === 0 ? [] : [`${notReady.length} not ready`])];
}

function counted(pods: number): string {
  return pods === 1 ? '1 Pod' : `${pods} Pods`;
}
