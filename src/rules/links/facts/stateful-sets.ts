import type { NetworkModel } from '../../../model/network-model';
import type { Ordinals } from '../../../model/pod-names';
import { ordinalsOf } from '../../../model/pod-names';
import { isScaled } from '../../../model/scalers';
import { viewOf } from '../../../model/view';
import type { Workload } from '../../../model/workload';
import { keyOf } from '../../../terms/object-ref';

/** The StatefulSet of a name. */
export function statefulSetOf(model: NetworkModel, namespace: string, name: string): Workload | undefined {
  return sets(model).get(keyOf(namespace, name));
}

const sets = viewOf(({ workloads }: NetworkModel): ReadonlyMap<string, Workload> => {
  const found = workloads.filter(({ ref }) => ref.kind === 'StatefulSet');
  return new Map(found.map((workload) => [keyOf(workload.namespace, workload.ref.name), workload]));
});

/** The ordinals of a StatefulSet, if it does not have a Pod of this one: undefined if it has, or may get one. */
export function ordinalsWithout(model: NetworkModel, set: Workload, ordinal: number): Ordinals | undefined {
  const ordinals = ordinalsOf(set);
  if (ordinals === undefined || (ordinal >= ordinals.first && ordinal <= ordinals.last)) return undefined;
  return ordinal > ordinals.last && isScaled(model, set) ? undefined : ordinals;
}

/** `db-0 to db-2`. */
export function podsText({ ref: { name } }: Workload, { first, last }: Ordinals): string {
  return first === last ? `${name}-${first}` : `${name}-${first} to ${name}-${last}`;
}
