import type { LabelSelector, PodSpec } from '../../../model/objects';
import type { Workload } from '../../../model/workload';
import { objectsIn } from '../../../model/workload';

/** Whether a workload has a Pod on every node: a DaemonSet that is bound to no nodes of a certain kind. */
export function isOnEveryNode({ replicas, spec }: Workload): boolean {
  return replicas === 'perNode' && Object.keys(spec.nodeSelector ?? {}).every(isOnAllNodes) && !isBound(spec);
}

/** Operating system and architecture: every node has them, and in most clusters all have the same. */
function isOnAllNodes(key: unknown): boolean {
  return /^(beta\.)?kubernetes\.io\/(os|arch)$/.test(String(key));
}

/** Whether an affinity asks for nodes with a certain label; to ask for nodes without one excludes only a few. */
function isBound({ affinity }: PodSpec): boolean {
  const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  const terms = objectsIn<Term>(required?.nodeSelectorTerms);
  return terms.length > 0 && terms.every(asksForALabel);
}

interface Term {
  readonly matchExpressions?: LabelSelector['matchExpressions'];
}

function asksForALabel({ matchExpressions }: Term): boolean {
  return objectsIn<{ key?: unknown; operator?: unknown }>(matchExpressions).some(
    ({ key, operator }) => !isOnAllNodes(key) && operator !== 'NotIn' && operator !== 'DoesNotExist',
  );
}
