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

/** Probes and what came of them: a report of `verify`, or as much of one. */
export interface Run {
  readonly probes: Iterable<RunProbe>;
  /** What made each Pod (`namespace/name`): `Deployment/shop/web`. */
  readonly target: { readonly workloads: Readonly<Record<string, string>> };
}

/** A probe of a run. */
export type RunProbe = PlannedProbe & Judgement & { readonly observed?: Verdict };

/** The run that `verify` would have in a simulated cluster, without traffic; its probes can be gone through once. */
export function predictedRun(network: ClusterFor, intents: readonly Intent[], simulation: Simulation): Run {
  const deployed = deployedIn(network.cluster);
  const plan = eachProbe(network.world.model, deployed, intents, network.world);
  return {
    probes: predicted(plan, simulation),
    target: { workloads: Object.fromEntries(deployed.pods.map(({ pod, workload }) => [pod, workload])) },
  };
}

/** Probe after probe, so that none has to be kept for others. */
function* predicted(plan: Iterable<PlannedProbe>, simulation: Simulation): Generator<RunProbe> {
  for (const { probe, judgement, observed } of withControls(tried(plan, simulation))) {
    yield { ...probe, ...judgement, ...(observed === undefined ? {} : { observed }) };
  }
}

/** A probe with what came of it; `observed` unless it was not sent. */
interface Tried {
  readonly probe: PlannedProbe;
  readonly judgement: Judgement;
  readonly observed?: Verdict;
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
