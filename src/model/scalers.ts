import { isObject, stringOr } from '../terms/json';
import { keyOf } from '../terms/object-ref';
import type { NetworkModel } from './network-model';
import { viewOf } from './view';
import type { Workload } from './workload';

/** Whether something in the input changes how many Pods a workload has: a HorizontalPodAutoscaler or a ScaledObject of KEDA. */
export function isScaled(model: NetworkModel, { ref }: Workload): boolean {
  return scaled(model).has(`${ref.kind} ${keyOf(ref.namespace, ref.name)}`);
}

const scaled = viewOf(({ objects }: NetworkModel): ReadonlySet<string> => {
  const targets = objects.flatMap(({ ref, manifest: { spec } }) => {
    if (ref.kind !== 'HorizontalPodAutoscaler' && ref.kind !== 'ScaledObject') return [];
    const target = isObject(spec) ? spec.scaleTargetRef : undefined;
    if (!isObject(target)) return [];
    return [`${stringOr(target.kind, 'Deployment')} ${keyOf(ref.namespace, stringOr(target.name))}`];
  });
  return new Set(targets);
});
