import { CLUSTER_DEFAULTS } from '../../terms/cluster-defaults';
import type { Budgets } from '../budgets';
import { DEFAULT_BUDGETS } from '../budgets';
import type { ClusterBudgets } from './cluster-budgets';
import { DEFAULT_CLUSTER_BUDGETS } from './cluster-budgets';

/** What may be said of every cluster. */
export interface ClusterTargetOptions {
  /** Namespace of objects that name none, as the manifests call it. Default: `default`. */
  readonly namespace?: string;
  /** Probe what is deployed already: nothing is applied but Pods to probe from. Default: false. */
  readonly attach?: boolean;
  /** Run the containers' own images in place of stand-ins. Default: false. */
  readonly realImages?: boolean;
  readonly budgets?: Partial<Budgets>;
  readonly clusterBudgets?: Partial<ClusterBudgets>;
  /** Takes sentences on what did not go as it should, but stops nothing. Default: `process.emitWarning`. */
  readonly warn?: (sentence: string) => void;
}

/** How a cluster is used, whichever it is. */
export interface CompleteTargetOptions {
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
  /** How long, in milliseconds, a change may take until every node acts on it. */
  readonly convergesWithinMs: number;
  /** Takes sentences on what did not go as it should, but stops nothing. */
  readonly warn: (sentence: string) => void;
}

/** What was said of a cluster, completed, with what follows from the kind of target. */
export function completeOptions(
  {
    namespace = CLUSTER_DEFAULTS.namespace,
    attach = false,
    realImages = false,
    budgets,
    clusterBudgets,
    warn,
  }: ClusterTargetOptions,
  target: Pick<
    CompleteTargetOptions,
    'namespacePrefix' | 'nodePrefix' | 'allowClusterScoped' | 'disposable' | 'convergesWithinMs'
  >,
): CompleteTargetOptions {
  return {
    ...target,
    namespace,
    attach,
    realImages: attach || realImages,
    budgets: { ...DEFAULT_BUDGETS, ...budgets },
    clusterBudgets: { ...DEFAULT_CLUSTER_BUDGETS, ...clusterBudgets },
    warn: warn ?? ((sentence) => process.emitWarning(sentence)),
  };
}
