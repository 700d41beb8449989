import { Cluster } from '../../dataplane/cluster';
import type { ClusterConfig } from '../../dataplane/cluster-config';
import { DEFAULT_NODES, resolveConfig } from '../../dataplane/cluster-config';
import { surrounded, surroundingsOf } from '../../dataplane/surroundings';
import type { World } from '../../model/elsewhere/world';
import type { Manifest } from '../../model/manifest';
import type { Budgets } from '../budgets';
import { DEFAULT_BUDGETS } from '../budgets';
import type { StartedTarget, Target } from '../target';
import type { EmbeddedDeployment } from './embedded-deployment';
import { DeployedEmbedded } from './embedded-deployment';

/** Options of {@link EmbeddedTarget}: the cluster to stand in for, and limits that differ from the defaults. */
export interface EmbeddedTargetOptions extends Omit<ClusterConfig, 'nodes'> {
  /** Default: `control-plane` and `worker` in zone `zone-a`, `worker2` in zone `zone-b`. */
  readonly nodes?: ClusterConfig['nodes'];
  readonly budgets?: Partial<Budgets>;
}

/**
 * A cluster in this process: the dataplane decides where every packet goes, and real sockets on the loopback interface
 * carry it there. Needs no rights, changes nothing on the machine, and talks to nobody outside of it.
 */
export class EmbeddedTarget implements Target {
  readonly name = 'embedded';
  private readonly config: ClusterConfig;
  private readonly budgets: Budgets;

  /** Throws a RangeError when `nodes` is empty. */
  constructor(options?: EmbeddedTargetOptions);
  /**
   * @internal
   * @param newCluster the dataplane under the sockets; another one than the default is for tests that must fail
   */
  constructor(options: EmbeddedTargetOptions | undefined, newCluster: (config: ClusterConfig) => Cluster);
  constructor(
    { budgets, ...config }: EmbeddedTargetOptions = {},
    private readonly newCluster: (config: ClusterConfig) => Cluster = (of) => new Cluster(of),
  ) {
    this.config = { nodes: DEFAULT_NODES, ...config };
    this.budgets = { ...DEFAULT_BUDGETS, ...budgets };
    resolveConfig(this.config);
  }

  async start(signal?: AbortSignal): Promise<StartedEmbeddedTarget> {
    signal?.throwIfAborted();
    return new StartedEmbedded(this.config, this.newCluster, this.budgets);
  }
}

/** An {@link EmbeddedTarget} that can be deployed to. Every deployment is a cluster of its own. */
export interface StartedEmbeddedTarget extends StartedTarget {
  deploy(manifests: readonly Manifest[], signal?: AbortSignal, world?: World): Promise<EmbeddedDeployment>;
}

class StartedEmbedded implements StartedEmbeddedTarget {
  private readonly deployments = new Set<EmbeddedDeployment>();

  constructor(
    private readonly config: ClusterConfig,
    private readonly newCluster: (config: ClusterConfig) => Cluster,
    private readonly budgets: Budgets,
  ) {}

  async deploy(manifests: readonly Manifest[], signal?: AbortSignal, world?: World): Promise<EmbeddedDeployment> {
    signal?.throwIfAborted();
    const around = world === undefined ? undefined : surroundingsOf(world, this.config);
    const cluster = this.newCluster(around === undefined ? this.config : surrounded(this.config, around));
    cluster.apply([...(around?.manifests ?? []), ...manifests]);
    const deployment = new DeployedEmbedded(cluster, this.budgets, around?.notes);
    this.deployments.add(deployment);
    return deployment;
  }

  /** Ends all deployments. */
  async [Symbol.asyncDispose](): Promise<void> {
    const deployments = [...this.deployments];
    this.deployments.clear();
    await Promise.all(deployments.map((deployment) => deployment[Symbol.asyncDispose]()));
  }
}
