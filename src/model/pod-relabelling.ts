import { stringOr } from '../terms/json';
import { keyOf } from '../terms/object-ref';
import type { NetworkModel } from './network-model';
import { viewOf } from './view';
import type { Workload } from './workload';
import { objectsIn } from './workload';

/**
 * Whether the Pods of a workload may change the labels of running Pods: a role that the input binds to their service
 * account lets them patch or update Pods. Patroni, Vault and others mark their leader so, with a label that stands in
 * no Pod template.
 */
export function mayRelabelPods(model: NetworkModel, { namespace, spec }: Workload): boolean {
  const account = stringOr((spec as { serviceAccountName?: unknown }).serviceAccountName, 'default');
  return relabellers(model).has(keyOf(namespace, account));
}

/** Whether Pods of a namespace may change the labels of Pods there. */
export function relabelsPodsOf(model: NetworkModel, namespace: string): boolean {
  return relabelled(model).has(namespace);
}

const relabelled = viewOf((model: NetworkModel): ReadonlySet<string> => {
  const able = model.workloads.filter((workload) => !workload.finite && mayRelabelPods(model, workload));
  return new Set(able.map(({ namespace }) => namespace));
});

/** The service accounts, as `namespace/name`, that may change Pods. */
const relabellers = viewOf((model: NetworkModel): ReadonlySet<string> => {
  const of = (...kinds: readonly string[]) => model.objects.filter(({ ref }) => kinds.includes(ref.kind));
  const able = new Set(
    of('Role', 'ClusterRole')
      .filter(({ manifest }) => objectsIn<PolicyRule>(manifest.rules).some(changesPods))
      .map(({ ref }) => `${ref.kind}/${keyOf(ref.namespace, ref.name)}`),
  );
  const accounts = of('RoleBinding', 'ClusterRoleBinding').flatMap(({ ref, manifest }) => {
    const [role] = objectsIn<{ kind?: unknown; name?: unknown }>([manifest.roleRef]);
    const scope = role?.kind === 'Role' ? ref.namespace : undefined;
    if (!able.has(`${stringOr(role?.kind)}/${keyOf(scope, stringOr(role?.name))}`)) return [];
    return objectsIn<Subject>(manifest.subjects)
      .filter(({ kind }) => kind === 'ServiceAccount')
      .map(({ namespace, name }) => keyOf(stringOr(namespace, ref.namespace ?? ''), stringOr(name)));
  });
  return new Set(accounts);
});

interface Subject {
  readonly kind?: unknown;
  readonly namespace?: unknown;
  readonly name?: unknown;
}

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
