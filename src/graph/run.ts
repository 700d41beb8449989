import { deployedIn } from '../dataplane/deployed';
import { predict } from '../dataplane/simulation/predict';
import type { Simulation } from '../dataplane/simulation/simulate';
import type { ClusterFor } from '../explain/cluster-for';
import type { Intent } from '../model/intents';
import type { PlannedProbe } from '../probes/expectation';
import type { Judgement } from '../probes/judge';
import { judge, judgeUnsent, withControls } from '../probes/judge';
import { eachProbe } from '../probes/plan/plan';
import type { Verdict } from '../probes/probe';
import { recordOf } from '../terms/maps';

/** Probes and what came of them: a report of `verify`, or as much of one. */
export interface Run {
  readonly probes: Iterable<RunProbe>;
  /** What made each Pod (`namespace/name`): `Deployment/shop/web`. */
  readonly target: { readonly workloads: Readonly<Record<string, string>> };
}

/** A probe of a run. */
export type RunProbe = PlannedProbe & Judgement & { readonly observed?: Verdict };

/** What is drawn of a run. */
export interface Traffic {
  /** Can be gone through once: probe after probe, so that none has to be kept for others. */
  readonly tried: Iterable<Tried>;
  readonly workloads: Run['target']['workloads'];
}

/** A probe with what came of it; `observed` unless it was not sent. */
export interface Tried {
  readonly probe: PlannedProbe;
  readonly judgement: Judgement;
  readonly observed?: Verdict;
}

/** That of a run. */
export function trafficOf({ probes, target: { workloads } }: Run): Traffic {
  const tried = Array.from(probes, (probe): Tried => {
    const { observed } = probe;
    return { probe, judgement: probe, ...(observed === undefined ? {} : { observed }) };
  });
  return { tried, workloads };
}

/** That of the run which `verify` would have in a simulated cluster. */
export function predictedTraffic(network: ClusterFor, intents: readonly Intent[], simulation: Simulation): Traffic {
  const deployed = deployedIn(network.cluster);
  const plan = eachProbe(network.world.model, deployed, intents, network.world);
  return {
    tried: withControls(tried(plan, simulation)),
    workloads: recordOf(deployed.pods.map(({ pod, workload }) => [pod, workload])),
  };
}

function* tried(plan: Iterable<PlannedProbe>, simulation: Simulation): Generator<Tried> {
  for (const probe of plan) {
    if (probe.unsent !== undefined) {
      yield { probe, judgement: judgeUnsent(probe.unsent) };
    } else {
      const observed = predict(simulation, probe);
      yield { probe, judgement: judge(probe.expect, observed), observed };
    }
  }
}
