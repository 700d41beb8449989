import type { Manifest } from '../../model/manifest';
import type { Capability } from '../../probes/probe';
import type { StartedTarget } from '../target';
import type { ApiServer } from './api-server';
import { ClusterContext } from './cluster-context';
import { ClusterDeployment } from './cluster-deployment';
import type { ClusterOptions } from './cluster-options';
import { missingCapabilities } from './capabilities';

/** A cluster that can be deployed to. Every deployment has a run of its own, and goes with everything it made. */
export class StartedCluster implements StartedTarget {
  private readonly deployments = new Set<AsyncDisposable>();

  constructor(
    private readonly api: ApiServer,
    private readonly options: ClusterOptions,
    /** What the cluster can do; whatever a deployment shows to be missing is taken out. */
    private readonly capabilities: Set<Capability>,
    /** What else has to end with the target. */
    private readonly onEnd: () => Promise<void> = () => Promise.resolve(),
  ) {}

  async deploy(manifests: readonly Manifest[], signal?: AbortSignal): Promise<ClusterDeployment> {
    signal?.throwIfAborted();
    const context = new ClusterContext(this.api, this.options, manifests);
    const deployment = new ClusterDeployment(context);
    this.deployments.add(deployment);
    await context.open(signal);
    if (!this.options.attach) await deployment.apply(manifests, signal);
    for (const missing of await missingCapabilities(context, signal)) this.capabilities.delete(missing);
    return deployment;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const deployments = [...this.deployments];
    this.deployments.clear();
    try {
      await Promise.all(deployments.map((deployment) => deployment[Symbol.asyncDispose]()));
    } finally {
      await this.onEnd();
      this.api[Symbol.dispose]();
    }
  }
}
