import type { Manifest } from '../../model/manifest';
import type { StartedTarget } from '../target';
import type { ApiServer } from './api-server';
import { ClusterContext } from './cluster-context';
import { ClusterDeployment } from './cluster-deployment';
import type { CompleteTargetOptions } from './target-options';

/** A cluster that can be deployed to. Every deployment is a run of its own, and goes with everything it made. */
export class StartedCluster implements StartedTarget {
  private readonly runs: { readonly context: ClusterContext; readonly deployment: ClusterDeployment }[] = [];

  constructor(
    private readonly api: ApiServer,
    private readonly options: CompleteTargetOptions,
    /** What else has to end with the target. */
    private readonly onEnd: () => Promise<void> = () => Promise.resolve(),
  ) {}

  /** Throws a ClusterError when the manifests may not be deployed, or the API server refuses them. */
  async deploy(manifests: readonly Manifest[], signal?: AbortSignal): Promise<ClusterDeployment> {
    signal?.throwIfAborted();
    // Where disposal does not wait, what comes next does.
    await Promise.all(
      this.runs.filter(({ deployment }) => deployment.hasEnded).map(({ context }) => context.removeObjects()),
    );
    const context = new ClusterContext(this.api, this.options, manifests);
    const deployment = new ClusterDeployment(context);
    this.runs.push({ context, deployment });
    await context.open(signal);
    if (!this.options.attach) await deployment.apply(manifests, signal);
    await deployment.learn(signal);
    return deployment;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await Promise.all(this.runs.map(({ deployment }) => deployment[Symbol.asyncDispose]()));
    } finally {
      if (this.options.disposable) for (const { context } of this.runs) context.abandon();
      await this.onEnd();
      this.api[Symbol.dispose]();
    }
  }
}
