import { ownOf } from '../terms/maps';
import type { Labels } from './objects';
import type { Workload } from './workload';

/**
 * Labels that controllers give their Pods and that no Pod template shows
 * (https://kubernetes.io/docs/reference/labels-annotations-taints/). Those whose value tells the controller's name are
 * compared by that name; of the others nobody knows the value before the Pods run, so they are left out of a comparison.
 */
const NAMED: Readonly<Record<string, (value: string) => string>> = {
  'statefulset.kubernetes.io/pod-name': (pod) => pod.replace(/-\d+$/, ''),
  'batch.kubernetes.io/job-name': (job) => job,
  'job-name': (job) => job,
};
const UNKNOWABLE = new Set([
  'apps.kubernetes.io/pod-index',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-completion-index',
  'controller-revision-hash',
  'controller-uid',
  'pod-template-generation',
  'pod-template-hash',
]);

/** A selector in terms of {@link podLabels}: what is left of it to compare. */
export function comparable(selector: Labels): Labels {
  const keys = Object.keys(selector);
  if (!keys.some((key) => UNKNOWABLE.has(key) || Object.hasOwn(NAMED, key))) return selector;
  return Object.fromEntries(
    Object.entries(selector)
      .filter(([key]) => !UNKNOWABLE.has(key))
      .map(([key, value]) => [key, ownOf(NAMED, key)?.(value) ?? value]),
  );
}

/** The labels of a workload's Pods, those included that its controller adds. */
export function podLabels({ ref, labels }: Workload): Labels {
  if (ref.kind === 'StatefulSet') return { ...labels, 'statefulset.kubernetes.io/pod-name': ref.name };
  if (ref.kind === 'Job') return { ...labels, 'batch.kubernetes.io/job-name': ref.name, 'job-name': ref.name };
  return labels;
}

/** Labels without those that controllers give their Pods: the ones that a selector may name. */
export function ownLabels(labels: Labels): Labels {
  return Object.fromEntries(
    Object.entries(labels).filter(([key]) => !UNKNOWABLE.has(key) && !Object.hasOwn(NAMED, key)),
  );
}
