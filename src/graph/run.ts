import { deployedIn } from '../dataplane/deployed';
import { predict } from '../dataplane/simulation/predict';
import type { ClusterFor } from '../explain/cluster-for';
import type { Intent } from '../model/intents';
import type { PlannedProbe } from '../probes/expectation';
import type { JudgedProbe, Judgement } from '../probes/judge';
import { judge, judgeUnsent, withControls } from '../probes/judge';
import { planProbes } from '../probes/plan/plan';
import type { Verdict } from '../probes/probe';

/** Probes and what came of them: a report of `verify`, or as much of one. */
export interface Run {
  readonly probes: readonly (PlannedProbe & Judgement & { readonly observed?: Verdict })[];
  /** What made each Pod (`namespace/name`): `Deployment/shop/web`. */
  readonly target: { readonly workloads: Readonly<Record<string, string>> };
}

/** The run that `verify` would have in a simulated cluster, without traffic. */
export function predictedRun({ cluster, world }: ClusterFor, intents: readonly Intent[]): Run {
  const deployed = deployedIn(cluster);
  const plan = planProbes(world.model, deployed, intents, world);
  const judged = plan
    .filter(({ unsent }) => unsent === undefined)
    .map((probe): JudgedProbe => {
      const verdict = predict(cluster, probe);
      return { probe, verdict, judgement: judge(probe.expect, verdict) };
    });
  const sent = new Map(withControls(judged).map((one) => [one.probe, one]));
  return {
    probes: plan.map((probe) => {
      const one = sent.get(probe);
      if (one === undefined) return { ...probe, ...judgeUnsent(probe.unsent ?? { why: '', elsewhere: false }) };
      return { ...probe, ...one.judgement, observed: one.verdict };
    }),
    target: { workloads: Object.fromEntries(deployed.pods.map(({ pod, workload }) => [pod, workload])) },
  };
}
