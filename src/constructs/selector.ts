import type { IConstruct } from 'constructs';
import type { Labels } from '../model/objects';

/**
 * Something that selects Pods, recognised by its shape: Deployment, StatefulSet, DaemonSet, Job, Pod or Pods of any
 * cdk8s-plus.
 */
export interface PodSelector extends IConstruct {
  toPodSelectorConfig(): { readonly labelSelector: object; readonly namespaces?: object | undefined };
}

/** Whom a Service forwards to: the labels that its Pods have, or the workload that makes them. */
export type Selector = Labels | PodSelector;

/** A selector, taken apart. */
export interface ResolvedSelector {
  /** Labels for `spec.selector`. */
  readonly labels?: Labels;
  /** The construct that was given in place of labels. */
  readonly workload?: PodSelector;
}

/** Why a selector cannot be that of a Service, and what to do. */
export interface SelectorProblem {
  readonly problem: string;
  readonly remedy: string;
}

/**
 * The labels that a selector stands for. A Service knows only equality of labels, and only the Pods of its own
 * namespace; what a workload says beyond that is a {@link SelectorProblem}, for dropping it would widen the selection.
 */
export function resolveSelector(selector: Selector): ResolvedSelector | SelectorProblem {
  if (!isPodSelector(selector)) return { labels: selector };
  const { labelSelector, namespaces } = selector.toPodSelectorConfig();
  const { matchLabels = {}, matchExpressions = [] } = labelSelectorOf(labelSelector);
  if (matchExpressions.length > 0) {
    return {
      problem: `has matchExpressions (${JSON.stringify(matchExpressions)}), and a Service can only compare labels`,
      remedy: 'select the Pods by labels, giving them one that only they have',
    };
  }
  if (Object.keys(matchLabels).length === 0) {
    return {
      problem: 'selects all Pods, and the empty selector of a Service selects none',
      remedy: 'select the Pods by a label that all of them have',
    };
  }
  if (namespaces !== undefined && !('names' in namespaces && Array.isArray(namespaces.names))) {
    return {
      problem: 'selects namespaces, and a Service selects Pods of its own namespace only',
      remedy: 'declare one Service in each of the namespaces, selecting by labels',
    };
  }
  return { labels: matchLabels, workload: selector };
}

/** Whether something selects Pods, as far as its shape shows. */
export function isPodSelector(selector: object): selector is PodSelector {
  return 'toPodSelectorConfig' in selector && typeof selector.toPodSelectorConfig === 'function';
}

/** A LabelSelector as it stands in manifests. */
export interface KubeLabelSelector {
  readonly matchLabels?: Labels | undefined;
  readonly matchExpressions?: readonly object[] | undefined;
}

/** What a LabelSelector renders to: cdk8s-plus keeps its fields private and has `_toKube()`, in all of its versions. */
export function labelSelectorOf(selector: object): KubeLabelSelector {
  return rendersItself(selector) ? selector._toKube() : selector;
}

function rendersItself(selector: object): selector is { _toKube(): KubeLabelSelector } {
  return '_toKube' in selector && typeof selector._toKube === 'function';
}
