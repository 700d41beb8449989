import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { World } from '../model/elsewhere/world';
import type { Intent } from '../model/intents';
import type { Manifest } from '../model/manifest';
import { NetworkModel } from '../model/network-model';
import type { PlannedProbe } from '../probes/expectation';
import type { JudgedProbe, Judgement, Result } from '../probes/judge';
import { isBlocked, judge, judgeUnsent, withControls } from '../probes/judge';
import { planProbes } from '../probes/plan/plan';
import type { Capability, Verdict } from '../probes/probe';
import { orAborted } from '../runtime/or-aborted';
import type { Deployment, Target } from '../targets/target';
import { CLUSTER_DEFAULTS } from '../terms/cluster-defaults';
import { sift } from './accepted';
import { notesOf } from './notes';
import type { ProbeReport, Report } from './report';
import { summarize } from './report';
import { whyNothing } from './why-nothing';

/** What {@link verify} is told. */
export interface VerifyOptions {
  readonly target: Target;
  readonly manifests: readonly Manifest[];
  /** What must work, or must not, beside what the manifests imply. Default: none. */
  readonly intents?: readonly Intent[];
  /** Namespace of objects that name none. Default: `default`. */
  readonly namespace?: string;
  /**
   * Findings on the manifests, to stand in the report. Objects that the API server refuses, according to them, are not
   * deployed. Default: none.
   */
  readonly diagnostics?: readonly Diagnostic[];
  /** What exists although the manifests do not hold it, as the option of `checkManifests` has it. Default: nothing. */
  readonly external?: readonly string[];
  /** Ends the run early; everything that was started is taken down first. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (step: Progress) => void;
}

/** Where a run is. */
export type Progress =
  | { readonly step: 'start' | 'deploy' | 'cleanup' }
  /** `done` grows as answers come in. */
  | { readonly step: 'probe'; readonly probes: number; readonly done: number }
  | { readonly step: 'converge'; readonly open: number };

/** How long it is waited, in milliseconds, before probes that were not as expected are sent again. */
const CONVERGENCE_POLL_MS = 200;

/**
 * Deploys manifests to a target, sends the probes that they and the intents imply, and says what came of it. Nothing
 * stays behind, whatever happens. Throws what the target throws when it does not start, and `signal.reason` when aborted.
 */
export async function verify(options: VerifyOptions): Promise<Report> {
  const { target, manifests, intents = [], signal, diagnostics = [], onProgress = () => {} } = options;
  const { namespace = CLUSTER_DEFAULTS.namespace, external = [] } = options;
  const { accepted, refused } = sift(manifests, diagnostics, namespace);
  const model = NetworkModel.of(accepted, { namespace });
  const world: World = {
    model,
    external,
    isNamespaceAssumed: options.namespace === undefined,
    ...(refused.length === 0 ? {} : { refused: NetworkModel.of(refused, { namespace }) }),
  };
  const clock = new Clock();
  const report = await run();
  clock.lap('cleanup');
  return { ...report, durationsMs: clock.laps };

  async function run(): Promise<Omit<Report, 'durationsMs'>> {
    onProgress({ step: 'start' });
    await using started = await target.start(signal);
    clock.lap('start');
    onProgress({ step: 'deploy' });
    await using deployment = await started.deploy(accepted, signal, world);
    clock.lap('deploy');
    const plan = planProbes(model, deployment, intents, world);
    const judged = await probeUntilConverged(plan, deployment, clock, options);
    const probes = await orAborted(Promise.all(judged.map((one) => reportOf(one, deployment))), signal);
    clock.lap('diagnose');
    const notes = [...whyNothing(plan, world, deployment.pods.length), ...notesOf(model, deployment)];
    onProgress({ step: 'cleanup' });
    return {
      version: 1,
      target: {
        name: target.name,
        nodes: deployment.nodes,
        pods: deployment.pods.length,
        workloads: Object.fromEntries(deployment.pods.map(({ pod, workload }) => [pod, workload])),
      },
      summary: summarize(probes),
      probes,
      ...(notes.length === 0 ? {} : { notes }),
      diagnostics,
    };
  }
}

/** What nothing would change about. */
const SETTLED: ReadonlySet<Result> = new Set(['passed', 'depends']);

type Attempt = Omit<JudgedProbe, 'verdict'> & { readonly verdict?: Verdict };

/**
 * What is not as expected is asked again until it is; the last time, when the target has had all the time it needs to converge. Where not
 * everybody answered who may, somebody may have been late: that is asked once more.
 */
async function probeUntilConverged(
  plan: readonly PlannedProbe[],
  deployment: Deployment,
  clock: Clock,
  { onProgress = () => {}, signal }: VerifyOptions,
): Promise<Attempt[]> {
  const supported = plan
    .filter((probe) => probe.unsent === undefined && isSupported(probe, deployment.capabilities))
    // Silence takes its whole time, in which others can be asked.
    .sort((a, b) => Number(isBlocked(b.expect)) - Number(isBlocked(a.expect)));
  const probes = supported.length;
  let done = 0;
  const onAnswer = () => onProgress({ step: 'probe', probes, done: ++done });
  onProgress({ step: 'probe', probes, done });
  const verdicts = new Map<PlannedProbe, Verdict>();
  const since = performance.now();
  for (let open = supported; ;) {
    const isFirst = open === supported;
    const hadItsTime = performance.now() - since >= deployment.convergesWithinMs;
    const answers = await deployment.probe(open, signal, isFirst ? onAnswer : undefined);
    if (isFirst) clock.lap('probe');
    open.forEach((probe, index) => verdicts.set(probe, answers[index] as Verdict));
    open = open.filter((probe) => {
      const verdict = verdicts.get(probe) as Verdict;
      return !SETTLED.has(judge(probe.expect, verdict).result) || (isFirst && isMissingSomebody(probe, verdict));
    });
    if (open.length === 0 || hadItsTime) break;
    onProgress({ step: 'converge', open: open.length });
    await pause(CONVERGENCE_POLL_MS, undefined, signal === undefined ? {} : { signal });
  }
  clock.lap('converge');
  const judged = supported.map((probe): JudgedProbe => {
    const verdict = verdicts.get(probe) as Verdict;
    return { probe, verdict, judgement: judge(probe.expect, verdict) };
  });
  const byProbe = new Map<PlannedProbe, Attempt>(Array.from(withControls(judged), (one) => [one.probe, one]));
  return plan.map((probe) => byProbe.get(probe) ?? { probe, judgement: whyNotSent(probe) });
}

/** Whether some of those who may answer a connection did not, which is as declared all the same. */
function isMissingSomebody({ expect }: PlannedProbe, verdict: Verdict): boolean {
  if (expect.kind !== 'connection' || expect.outcome !== 'reached' || verdict.kind !== 'connection') return false;
  return (verdict.by?.length ?? 0) < (expect.by?.length ?? 0);
}

function whyNotSent({ unsent, requires }: PlannedProbe): Judgement {
  if (unsent !== undefined) return judgeUnsent(unsent);
  return { result: 'notSupported', detail: `the target has no ${requires ?? 'way to send it'}` };
}

function isSupported({ requires }: PlannedProbe, capabilities: ReadonlySet<Capability>): boolean {
  return requires === undefined || capabilities.has(requires);
}

async function reportOf({ probe, verdict, judgement }: Attempt, deployment: Deployment): Promise<ProbeReport> {
  return {
    ...probe,
    ...judgement,
    ...(verdict === undefined ? {} : { observed: verdict }),
    ...(judgement.result === 'failed' ? { evidence: await deployment.evidence(probe) } : {}),
  };
}

/** How long each step took. */
class Clock {
  readonly laps = { start: 0, deploy: 0, probe: 0, converge: 0, diagnose: 0, cleanup: 0 };
  private last = performance.now();

  lap(step: keyof typeof this.laps): void {
    const now = performance.now();
    this.laps[step] = Math.round(now - this.last);
    this.last = now;
  }
}
