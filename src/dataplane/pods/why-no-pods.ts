import type { NetworkModel } from '../../model/network-model';
import type { Labels } from '../../model/objects';
import { describeRef, keyOf } from '../../terms/object-ref';
import { listed } from '../../terms/sentence';

/** Why the workloads that a selector selects run no Pod; undefined if it selects none. */
export function whyNoPods(
  model: NetworkModel,
  pending: ReadonlyMap<string, string>,
  namespace: string,
  selector: Labels,
): string | undefined {
  const workloads = model.select(namespace, selector);
  if (workloads.length === 0) return undefined;
  const waiting = [...pending].find(([pod]) =>
    workloads.some(({ ref }) => pod === keyOf(namespace, ref.name) || pod.startsWith(`${keyOf(namespace, ref.name)}-`)),
  );
  if (waiting !== undefined) return `Pod ${waiting[0]} is Pending: ${waiting[1]}`;
  const names = listed(workloads.map(({ ref }) => describeRef(ref)));
  if (workloads.every(({ replicas }) => replicas === 0)) return `${names} has replicas: 0`;
  return workloads.every(({ finite }) => finite) ? `${names} runs now and then` : `${names} runs no Pod`;
}
