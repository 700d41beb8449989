import { ApiServer } from '../cluster/api-server';
import { StartedCluster } from '../cluster/started-cluster';
import type { ClusterTargetOptions } from '../cluster/target-options';
import { completeOptions } from '../cluster/target-options';
import { WAITS } from '../cluster/waits';
import type { StartedTarget, Target } from '../target';

/** Options of {@link KubeconfigTarget}. */
export interface KubeconfigTargetOptions extends ClusterTargetOptions {
  /** Context of the kubeconfig. Default: the current one. */
  readonly context?: string;
  /** Path of the kubeconfig. Default: what `KUBECONFIG` names, else `~/.kube/config`. */
  readonly kubeconfig?: string;
  /**
   * Stands before the names of all namespaces of the manifests, so that the run has its own. An empty one deploys to
   * the namespaces under their own names, next to what is there. Default: one that no other run has.
   */
  readonly namespacePrefix?: string;
  /** Whether objects that belong to no namespace may be made. Default: false. */
  readonly allowClusterScoped?: boolean;
}

/** Any cluster that a kubeconfig leads to. It touches nothing but what it made itself, and takes that away again. */
export class KubeconfigTarget implements Target {
  readonly name: string;

  constructor(private readonly options: KubeconfigTargetOptions = {}) {
    this.name = `kubeconfig${options.context === undefined ? '' : ` ${options.context}`}`;
  }

  /** Throws a ClusterError when the kubeconfig cannot be read or the API server cannot be reached. */
  async start(signal?: AbortSignal): Promise<StartedTarget> {
    signal?.throwIfAborted();
    const { namespacePrefix, allowClusterScoped = false } = this.options;
    const api = await ApiServer.of(this.options);
    await api.request('GET', '/version', { signal, patienceMs: WAITS.startMs });
    const own = {
      namespacePrefix,
      nodePrefix: '',
      allowClusterScoped,
      disposable: false,
      convergesWithinMs: WAITS.convergenceMs,
    };
    return new StartedCluster(api, completeOptions(this.options, own));
  }
}
