import { podTemplateSteps, WORKLOAD_KINDS } from '../../model/workload';
import type { Cursor, Finding } from '../cursor';
import { isUnderstood } from '../metadata/label-selector';
import type { RuleContext, StagedRule } from '../rule';
import { defineRule } from '../rule';
import { leadsTo } from '../rule-book';

/** A rule about Pods, which holds for the Pod templates of all workloads alike. */
interface PodRule extends Omit<StagedRule, 'kinds' | 'check' | 'source'> {
  /** Kinds of workloads that it judges. Default: all. */
  readonly kinds?: readonly string[];
  /** The field that it is about, seen from the Pod: `spec.hostAliases`. */
  readonly field?: string;
  /** @param pod A Pod, or the template for Pods of a workload. */
  readonly check: (pod: Cursor, context: RuleContext) => Iterable<Finding>;
}

const NONE: readonly never[] = [];

/** Declares a rule of the API server about Pods. */
export function definePodRule({ kinds = WORKLOAD_KINDS, check: checkPod, field, ...rule }: PodRule): StagedRule {
  const way = field === undefined ? [] : field.split('.');
  return defineRule({
    ...rule,
    kinds,
    source: 'apiserver',
    check(object, context) {
      const pod = podOf(object, context);
      return pod === undefined || !leadsTo(pod.value, way) ? NONE : checkPod(pod, context);
    },
  });
}

/** Kinds whose Pod template the API server does not look at when it does not understand their selector. */
const SELECTOR_FIRST: ReadonlySet<string> = new Set(['Deployment', 'ReplicaSet', 'StatefulSet']);

/** The Pod, or Pod template, that is judged. */
function podOf(object: Cursor, { object: { kind } }: RuleContext): Cursor | undefined {
  const steps = podTemplateSteps(kind);
  if (steps === undefined || (SELECTOR_FIRST.has(kind) && !isUnderstood(object.at('spec', 'selector')))) {
    return undefined;
  }
  const pod = object.at(...steps);
  return kind === 'ReplicationController' && !pod.present ? undefined : pod;
}
