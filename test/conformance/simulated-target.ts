import { Cluster } from '../../src/dataplane/cluster';
import { predict } from '../../src/dataplane/simulation/predict';
import { Simulation } from '../../src/dataplane/simulation/simulate';
import type { World } from '../../src/model/elsewhere/world';
import type { Manifest } from '../../src/model/manifest';
import type { RecordedProbe } from '../../src/probes/recorded';
import { probeOf } from '../../src/probes/recorded';
import { EmbeddedTarget } from '../../src/targets/embedded/embedded-target';
import type { Deployment, StartedTarget, Target } from '../../src/targets/target';

/** The embedded target without traffic: whole networks of hundreds of probes in the time of a few connections. */
export class SimulatedTarget implements Target {
  readonly name = 'simulated';

  async start(): Promise<StartedTarget> {
    const clusters: Cluster[] = [];
    const embedded = new EmbeddedTarget(undefined, (config) => {
      const cluster = new Cluster(config);
      clusters.push(cluster);
      return cluster;
    });
    const started = await embedded.start();
    return {
      async deploy(manifests: readonly Manifest[], signal?: AbortSignal, world?: World): Promise<Deployment> {
        const deployment = await started.deploy(manifests, signal, world);
        const cluster = clusters.at(-1);
        if (cluster === undefined) throw new Error('the embedded target made no cluster');
        const probe = async (probes: readonly RecordedProbe[]) => {
          const simulation = new Simulation(cluster);
          return probes.map((one) => predict(simulation, probeOf(one)));
        };
        return Object.create(deployment, { probe: { value: probe } }) as Deployment;
      },
      [Symbol.asyncDispose]: () => started[Symbol.asyncDispose](),
    };
  }
}
