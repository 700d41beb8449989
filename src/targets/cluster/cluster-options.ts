import type { Budgets } from '../budgets';
import type { ClusterBudgets } from './cluster-budgets';

/** How a cluster is used, whichever it is. */
export interface ClusterOptions {
  /** Namespace of objects that name none, as the manifests call it. */
  readonly namespace: string;
  /** Stands before the names of the manifests' namespaces. Undefined: one that no other run has. */
  readonly namespacePrefix: string | undefined;
  /** Stands before the names of nodes in the cluster, but not in manifests, verdicts and reports. */
  readonly nodePrefix: string;
  /** Whether objects outside namespaces may be made. */
  readonly allowClusterScoped: boolean;
  /** Whether what is deployed already is probed, and nothing is applied but Pods to probe from. */
  readonly attach: boolean;
  /** Whether containers run their own images. */
  readonly realImages: boolean;
  /** Whether the whole cluster goes with the target: then nothing has to wait until what was deployed is gone. */
  readonly disposable: boolean;
  readonly budgets: Budgets;
  readonly clusterBudgets: ClusterBudgets;
  /** Takes sentences on what did not go as it should, but stops nothing. */
  readonly warn: (sentence: string) => void;
}
