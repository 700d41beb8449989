import { gatewayCertificates } from '../../dataplane/gateway-surroundings';
import type { World } from '../../model/elsewhere/world';
import type { Manifest } from '../../model/manifest';
import { refOf } from '../../model/manifest';
import { CLUSTER_DEFAULTS } from '../../terms/cluster-defaults';
import { keyOf } from '../../terms/object-ref';
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
  async deploy(given: readonly Manifest[], signal?: AbortSignal, world?: World): Promise<ClusterDeployment> {
    signal?.throwIfAborted();
    // Where disposal does not wait, what comes next does.
    await Promise.all(
      this.runs.filter(({ deployment }) => deployment.hasEnded).map(({ context }) => context.removeObjects()),
    );
    const certificates = world === undefined || this.options.attach ? [] : distinct(gatewayCertificates(world));
    const manifests = [...given, ...certificates];
    const context = new ClusterContext(this.api, this.options, manifests);
    const deployment = new ClusterDeployment(
      context,
      new Set(certificates.filter(({ kind }) => kind === 'Secret').map(nameOf)),
    );
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

/** One Secret may be for several listeners. */
function distinct(objects: readonly Manifest[]): readonly Manifest[] {
  return [...new Map(objects.map((object) => [`${String(object.kind)} ${nameOf(object)}`, object])).values()];
}

function nameOf(object: Manifest): string {
  const { namespace, name } = refOf(object, CLUSTER_DEFAULTS.namespace);
  return keyOf(namespace, name);
}
