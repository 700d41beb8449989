import { attempts } from '../../../src/dataplane/simulation/attempts';
import { simulate } from '../../../src/dataplane/simulation/simulate';
import { parseManifests } from '../../../src/model/parse-manifests';
import type { Probe } from '../../../src/probes/probe';
import { probeOf } from '../../../src/probes/recorded';
import { EmbeddedTarget } from '../../../src/targets/embedded/embedded-target';
import { deploy } from '../../dataplane/replay';
import type { Cell, Topology } from '../../fixtures/reach/recordings';
import { RECORDED_NODES } from '../../fixtures/reach/recordings';

/** Topologies with the cells that were recorded of them, by name. */
export type Recorded = readonly (readonly [name: string, topology: Topology, cells: readonly Cell[]])[];

/**
 * Of every way in which sockets carry what the dataplane decides, one probe: the protocols, whoever listens, and what comes
 * of it. All cells are compared with the simulation, without sockets, in test/dataplane.
 */
export function representatives(recorded: Recorded): Recorded {
  const seen = new Set<string>();
  return recorded.flatMap(([name, topology, cells]) => {
    const cluster = deploy(topology, 'iptables');
    const chosen = cells.filter((cell) => {
      const { from, to } = probeOf(cell);
      const ways =
        to.kind === 'dns' || to.kind === 'env' || to.kind === 'request'
          ? [to.kind]
          : waysOf(attempts(cluster, from, to), to.protocol);
      const isNew = ways.some((way) => !seen.has(way));
      for (const way of ways) seen.add(way);
      return isNew;
    });
    return chosen.length === 0 ? [] : [[name, topology, chosen] as const];
  });
}

function waysOf(made: ReturnType<typeof attempts>, protocol: string): readonly string[] {
  return made.map(({ dialled, observation }) => {
    const listener = dialled?.decision.action === 'deliver' ? dialled.decision.listener : undefined;
    const answers = listener?.type === 'pod' ? listener.answers : '';
    return [protocol, listener?.type, answers, observation.outcome, observation.status].join(' ');
  });
}

/** The probes of cells on which real sockets and the simulation differ. */
export async function wrongProbes({ manifests, later = '', delete: stopped = [] }: Topology, cells: readonly Cell[]) {
  const options = { nodes: RECORDED_NODES, externalHosts: ['external.example.com'] };
  await using started = await new EmbeddedTarget(options).start();
  await using deployment = await started.deploy(parseManifests(manifests));
  await deployment.apply(parseManifests(later));
  for (const pod of stopped) await deployment.terminate(pod);
  const cluster = deploy({ manifests, later, delete: stopped }, 'iptables');
  const probes = cells.map((cell): Probe => probeOf({ id: cell.id, from: cell.from, to: cell.to }));
  const verdicts = await deployment.probe(probes);
  return probes.flatMap((probe, index) => {
    const verdict = verdicts[index];
    const simulated = simulate(cluster, probe);
    return JSON.stringify(verdict) === JSON.stringify(simulated) ? [] : [{ probe, verdict, simulated }];
  });
}
