import type { Capability } from '../../probes/probe';
import type { Budgets } from '../budgets';
import { DEFAULT_BUDGETS } from '../budgets';
import { ApiServer } from '../cluster/api-server';
import type { ClusterBudgets } from '../cluster/cluster-budgets';
import { DEFAULT_CLUSTER_BUDGETS } from '../cluster/cluster-budgets';
import { withRecovery } from '../cluster/recovery';
import { StartedCluster } from '../cluster/started-cluster';
import type { Target } from '../target';

/** Options of {@link KubeconfigTarget}. */
export interface KubeconfigTargetOptions {
  /** Context of the kubeconfig. Default: the current one. */
  readonly context?: string;
  /** Path of the kubeconfig. Default: what `KUBECONFIG` names, else `~/.kube/config`. */
  readonly kubeconfig?: string;
  /** Namespace of objects that name none, as the manifests call it. Default: `default`. */
  readonly namespace?: string;
  /**
   * Stands before the names of all namespaces of the manifests, so that the run has its own. An empty one deploys to
   * the namespaces under their own names, next to what is there. Default: one that no other run has.
   */
  readonly namespacePrefix?: string;
  /** Whether objects that belong to no namespace may be made. Default: false. */
  readonly allowClusterScoped?: boolean;
  /** Probe what is deployed already: nothing is applied but Pods to probe from. Default: false. */
  readonly attach?: boolean;
  /** Run the containers' own images in place of stand-ins. Default: false. */
  readonly realImages?: boolean;
  readonly budgets?: Partial<Budgets>;
  readonly clusterBudgets?: Partial<ClusterBudgets>;
  /** Takes sentences on what did not go as it should, but stops nothing. Default: `process.emitWarning`. */
  readonly warn?: (sentence: string) => void;
}

/** How long an API server that does not answer from the beginning is asked again, in milliseconds. */
const START_PATIENCE_MS = 15_000;

/** Any cluster that a kubeconfig leads to. It touches nothing but what it made itself, and takes that away again. */
export class KubeconfigTarget implements Target {
  readonly name: string;
  readonly capabilities: Set<Capability> = new Set(['loadBalancer', 'ingress', 'externalHosts', 'udp']);
  /** kube-proxy may be a second behind, an Ingress controller some more, and a DNS cache half a minute. */
  get convergesWithinMs(): number {
    return withRecovery(10_000, this.api);
  }

  private api: ApiServer | undefined;

  constructor(private readonly options: KubeconfigTargetOptions = {}) {
    this.name = `kubeconfig${options.context === undefined ? '' : ` ${options.context}`}`;
  }

  /** Throws a ClusterError when the kubeconfig cannot be read or the API server cannot be reached. */
  async start(signal?: AbortSignal): Promise<StartedCluster> {
    signal?.throwIfAborted();
    const { attach = false } = this.options;
    const api = await ApiServer.of(this.options);
    this.api = api;
    await api.request('GET', '/version', { signal, patienceMs: START_PATIENCE_MS });
    const options = {
      namespace: this.options.namespace ?? 'default',
      namespacePrefix: this.options.namespacePrefix,
      nodePrefix: '',
      allowClusterScoped: this.options.allowClusterScoped ?? false,
      attach,
      disposable: false,
      realImages: attach || (this.options.realImages ?? false),
      budgets: { ...DEFAULT_BUDGETS, ...this.options.budgets },
      clusterBudgets: { ...DEFAULT_CLUSTER_BUDGETS, ...this.options.clusterBudgets },
      warn: this.options.warn ?? ((sentence: string) => process.emitWarning(sentence)),
    };
    return new StartedCluster(api, options, this.capabilities);
  }
}
