import { describeRef } from '../../terms/object-ref';
import { labelText, listed } from '../../terms/sentence';
import { makerIn, makerNamed } from '../custom-resources';
import type { NearMiss } from '../nearest-workload';
import { lastingWorkloads, matchesElsewhere, nearestWorkload } from '../nearest-workload';
import type { NetworkModel } from '../network-model';
import type { Labels } from '../objects';
import { mayRelabelPods, relabelsPodsOf } from '../pod-relabelling';
import { isSystemNamespace } from '../system-namespaces';
import type { Elsewhere, World } from './world';
import { externalTo, mayBeOneNamespace } from './world';

/**
 * Pods that a Service selects, that no workload of the input makes, and that may well be there: made or labelled by somebody
 * else. Undefined where the input shows that others were meant, or that there are none.
 *
 * @param service name of the Service
 */
export function podsElsewhere(
  world: World,
  namespace: string,
  service: string,
  selector: Labels,
): Elsewhere | undefined {
  const { model } = world;
  if (externalTo(world).selects(namespace, selector)) {
    return { why: `Pods with ${labelText(selector)} are said to be external.`, remedy: 'external' };
  }
  if (model.workloads.length === 0) {
    return outside('Nothing in the input makes Pods, so nobody can say whether there are any.');
  }
  const there = lastingWorkloads(model, namespace);
  const others = there.length > 0 ? [] : matchesElsewhere(model, selector);
  if (others.some((workload) => mayBeOneNamespace(world, namespace, workload.namespace))) {
    const names = listed(others.map(({ ref }) => describeRef(ref)));
    const why = `The labels are those of ${names}, in a namespace that may be the same: not all objects name theirs.`;
    return { why, remedy: 'namespace' };
  }
  if (others.length > 0) return undefined;
  const miss = nearestWorkload(model, namespace, service, selector);
  if (miss?.mistyped === true) return undefined;
  if (mayBeSetLater(miss, namespace, model)) {
    return outside(
      'No Pod template has these labels, but Pods of the namespace may set labels on each other when they run.',
    );
  }
  const maker = makerIn(model, namespace);
  if (maker !== undefined) {
    const named = makerNamed(model, namespace, Object.values(selector));
    return outside(`There are none, unless ${describeRef(named ?? maker)} makes some.`);
  }
  if (there.length > 0 && !isSystemNamespace(namespace)) return undefined;
  return outside(`The input declares no such Pods in namespace ${namespace}.`);
}

function outside(why: string): Elsewhere {
  return { why, remedy: 'external' };
}

/** Whether Pods may get the labels that no template has: from Pods of the namespace that may change Pods. */
function mayBeSetLater(miss: NearMiss | undefined, namespace: string, model: NetworkModel): boolean {
  if (miss === undefined) return relabelsPodsOf(model, namespace);
  return miss.differing.every(({ has }) => has === undefined) && mayRelabelPods(model, miss.workload);
}
