import { randomBytes } from 'node:crypto';
import type { ClusterIPFamily } from '../../terms/ip-families';
import type { CurrentProxyMode } from '../../terms/proxy-mode';
import { ApiServer } from '../cluster/api-server';
import { clientLibrary } from '../cluster/client-library';
import { StartedCluster } from '../cluster/started-cluster';
import type { CompleteTargetOptions, ClusterTargetOptions } from '../cluster/target-options';
import { completeOptions } from '../cluster/target-options';
import { WAITS } from '../cluster/waits';
import type { StartedTarget, Target } from '../target';
import { install, readAddons } from './addons';
import { deleteAllThatCome } from './deletion';
import { KindCli } from './kind-cli';
import { kindConfig } from './kind-config';
import { proxyRuns } from './kube-proxy';
import { nodesTakePods } from './nodes';

/** Options of {@link KindTarget}. */
export interface KindTargetOptions extends ClusterTargetOptions {
  /** Name of a cluster to use; it is created when there is none of that name. Default: a new one with a name of its own. */
  readonly cluster?: string;
  /** Whether a cluster that was created stays. One that was there before always does. Default: false. */
  readonly keep?: boolean;
  /** Worker nodes of a new cluster, beside its control plane. Default: 2. */
  readonly workers?: number;
  /** How kube-proxy works in a new cluster. Default: `iptables`. */
  readonly proxyMode?: CurrentProxyMode;
  /** IP families of a new cluster, the default one first. Default: `ipv4`. */
  readonly ipFamily?: ClusterIPFamily;
  /** Node image of a new cluster. Default: that of the installed kind. */
  readonly image?: string;
  /** Paths of manifests to install first: a load balancer, an Ingress controller. Default: none. */
  readonly with?: readonly string[];
  /** As for a KubeconfigTarget. Default: none: the cluster has nobody else's objects. */
  readonly namespacePrefix?: string;
}

/** Names of clusters that nobody named begin with this, which is what clean-up goes by. */
export const KIND_CLUSTER_PREFIX = 'cdk8s-net-run-';

/** A cluster of kind: real Kubernetes in containers on this machine, made for a run, or there already. */
export class KindTarget implements Target {
  readonly name: string;
  private readonly kind = new KindCli();

  constructor(private readonly options: KindTargetOptions = {}) {
    this.name = `kind ${options.proxyMode ?? 'iptables'}`;
  }

  /**
   * Throws a ClusterError when kind, its container engine or the client of Kubernetes cannot be used, and a NotSupportedError when the kernel lacks
   * the proxy mode. Whatever was created until then is deleted.
   */
  async start(signal?: AbortSignal): Promise<StartedTarget> {
    signal?.throwIfAborted();
    const { cluster = `${KIND_CLUSTER_PREFIX}${randomBytes(3).toString('hex')}`, keep = false } = this.options;
    const addons = readAddons(this.options.with ?? []);
    await clientLibrary();
    let isOurs = false;
    const end = async () => {
      if (isOurs && !keep) await this.kind.delete(cluster);
    };
    try {
      isOurs = !(await this.kind.clusters(signal)).includes(cluster);
      const options = this.optionsOf(cluster, isOurs && !keep);
      if (isOurs) await this.create(cluster, options.warn, signal);
      const api = await ApiServer.of({ content: await this.kind.kubeconfigOf(cluster, signal) });
      if (isOurs) {
        await proxyRuns(api, this.options.proxyMode ?? 'iptables', signal);
        await nodesTakePods(api, signal);
      }
      await install(addons, api, signal);
      return new StartedCluster(api, options, end);
    } catch (error) {
      await end();
      throw error;
    }
  }

  private async create(
    cluster: string,
    warn: CompleteTargetOptions['warn'],
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const { workers = 2, proxyMode = 'iptables', ipFamily = 'ipv4', image } = this.options;
    try {
      await this.kind.create(cluster, kindConfig({ proxyMode, workers, ipFamily }), image, signal);
    } catch (error) {
      // kind tidies up after a failure of its own; a part of a cluster is of no use to whoever wants to keep it, either.
      if (signal?.aborted === true) await deleteAllThatCome(this.kind, (name) => name === cluster);
      throw error;
    }
    try {
      await this.kind.refuseAlways(cluster, signal);
    } catch (error) {
      signal?.throwIfAborted();
      warn(`many refusals in a row may look like silence: ${(error as Error).message}`);
    }
  }

  private optionsOf(cluster: string, disposable: boolean): CompleteTargetOptions {
    const { namespacePrefix = '' } = this.options;
    const own = {
      namespacePrefix,
      nodePrefix: `${cluster}-`,
      allowClusterScoped: true,
      disposable,
      convergesWithinMs: WAITS.ownConvergenceMs,
    };
    return completeOptions(this.options, own);
  }
}
