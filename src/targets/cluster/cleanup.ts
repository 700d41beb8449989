import { isObject } from '../../terms/json';
import { ApiServer } from './api-server';
import type { ClusterBudgets } from './cluster-budgets';
import { DEFAULT_CLUSTER_BUDGETS } from './cluster-budgets';
import { ApiStatusError } from './cluster-error';
import { RUN_LABEL } from './labels';
import type { KubernetesObject } from './mirror';
import { remove } from './removal';
import { listPath, Resources } from './resources';

/** Which cluster is tidied up, and how long that may take. */
export interface CleanupOptions {
  /** Path of the kubeconfig. Default: what `KUBECONFIG` names, else `~/.kube/config`. */
  readonly kubeconfig?: string;
  /** Default: the current context. */
  readonly context?: string;
  readonly clusterBudgets?: Partial<ClusterBudgets>;
}

/** What clean-up did. */
export interface CleanedUp {
  /** Objects and clusters that are gone: `Namespace net-1a2b-shop`. */
  readonly removed: readonly string[];
  /** Those that were still there when the budget was spent. */
  readonly left: readonly string[];
}

/**
 * Removes everything that runs left in a cluster, of whichever run, found by its label; objects without it are not touched.
 * Throws a ClusterError when the cluster cannot be reached.
 */
export async function cleanup(options: CleanupOptions = {}, signal?: AbortSignal): Promise<CleanedUp> {
  using api = await ApiServer.of(options);
  const labelled = await findLabelled(api, signal);
  const namespaces = labelled.filter(({ kind }) => kind === 'Namespace').map(({ name }) => name);
  const others = labelled.filter(
    ({ kind, namespace }) => kind !== 'Namespace' && !namespaces.includes(namespace ?? ''),
  );
  const usedNamespaces = [
    ...new Set(others.flatMap(({ kind, namespace }) => (kind === 'Pod' ? (namespace ?? []) : []))),
  ];
  const left = await remove(
    api,
    { namespaces, usedNamespaces, paths: others.filter(({ kind }) => kind !== 'Pod').map(({ path }) => path) },
    { ...DEFAULT_CLUSTER_BUDGETS, ...options.clusterBudgets },
    signal,
  );
  const described = [
    ...namespaces.map((name) => `Namespace ${name}`),
    ...others.map(({ kind, namespace, name }) => `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`),
  ];
  return { removed: described.filter((one) => !left.includes(one)), left };
}

interface Labelled {
  readonly kind: string;
  readonly namespace: string | undefined;
  readonly name: string;
  readonly path: string;
}

/** Everything with the label of a run, of every kind that the cluster has. What an owner takes along is not named. */
async function findLabelled(api: ApiServer, signal: AbortSignal | undefined): Promise<readonly Labelled[]> {
  const resources = await new Resources(api).all(signal);
  const found = await Promise.all(
    resources
      .filter(({ verbs }) => verbs.includes('list') && verbs.includes('delete'))
      .map(async (resource) => {
        const { items } = await api
          .request<{ readonly items: readonly KubernetesObject[] }>('GET', listPath(resource), {
            query: { labelSelector: RUN_LABEL },
            signal,
          })
          .catch((error: unknown) => {
            // A kind that may not be listed, or whose own server is away, cannot have been made by a run.
            if (error instanceof ApiStatusError) return { items: [] };
            throw error;
          });
        return items
          .filter(({ metadata }) => !(metadata.ownerReferences ?? []).some((owner) => isObject(owner)))
          .map(({ metadata: { namespace, name } }) => ({
            kind: resource.kind,
            namespace,
            name,
            path: `${listPath(resource, namespace)}/${encodeURIComponent(name)}`,
          }));
      }),
  );
  return found.flat();
}
