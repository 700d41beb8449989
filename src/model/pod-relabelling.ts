import type { NetworkModel } from './network-model';
import { viewOf } from './view';
import { objectsIn } from './workload';

/**
 * Whether somebody in the input may change the labels of running Pods of a namespace: a Role or ClusterRole lets him
 * patch or update them. Patroni, Vault and others mark their leader so, with a label that stands in no Pod template.
 */
export function podsAreRelabelled(model: NetworkModel, namespace: string): boolean {
  const where = relabellers(model);
  return where.has(namespace) || where.has(EVERYWHERE);
}

const EVERYWHERE = '*';

const relabellers = viewOf((model: NetworkModel): ReadonlySet<string> => {
  const roles = model.objects.filter(({ ref }) => ref.kind === 'Role' || ref.kind === 'ClusterRole');
  const able = roles.filter(({ manifest }) => objectsIn<PolicyRule>(manifest.rules).some(changesPods));
  return new Set(able.map(({ ref }) => (ref.kind === 'ClusterRole' ? EVERYWHERE : (ref.namespace ?? EVERYWHERE))));
});

interface PolicyRule {
  readonly apiGroups?: unknown;
  readonly resources?: unknown;
  readonly verbs?: unknown;
}

function changesPods({ apiGroups, resources, verbs }: PolicyRule): boolean {
  return has(apiGroups, '', '*') && has(resources, 'pods', '*') && has(verbs, 'patch', 'update', '*');
}

function has(list: unknown, ...items: readonly string[]): boolean {
  return Array.isArray(list) && items.some((item) => list.includes(item));
}
