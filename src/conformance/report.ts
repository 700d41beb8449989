import type { Diagnostic } from '../diagnostics/diagnostic';
import type { PlannedProbe } from '../probes/expectation';
import type { Judgement, Result } from '../probes/judge';
import type { Verdict } from '../probes/probe';
import type { Evidence } from '../targets/target';

/** One probe of a run: expected against observed. */
export interface ProbeReport extends PlannedProbe, Judgement {
  /** Absent when the target does not support the probe. */
  readonly observed?: Verdict;
  /** Link by link from the client to the Pod; only for failed probes. */
  readonly evidence?: Evidence;
}

/**
 * The steps of a run: the target starts, which creates a cluster where one is wanted; everything is deployed, until it runs; all
 * probes are sent; those that were not as expected are sent again; the broken links are looked for; all is taken down.
 */
export type Step = 'start' | 'deploy' | 'probe' | 'converge' | 'diagnose' | 'cleanup';

/** How many probes ended how. */
export interface Summary extends Readonly<Record<Exclude<Result, 'depends'>, number>> {
  /** How many depend on somebody who is not known. Absent: none. */
  readonly depends?: number;
  /** Of those that were not run, how many wait for what is made or decided outside of the input. Absent: none. */
  readonly elsewhere?: number;
}

/** What a run found. This is the JSON of `--report json=FILE`; `version` changes when a reader would have to. */
export interface Report {
  readonly version: 1;
  readonly target: {
    readonly name: string;
    readonly nodes: readonly string[];
    readonly pods: number;
    /** What made each Pod (`namespace/name`): `Deployment/shop/web`. */
    readonly workloads: Readonly<Record<string, string>>;
  };
  /** How long each step took, in milliseconds. */
  readonly durationsMs: Readonly<Record<Step, number>>;
  readonly summary: Summary;
  readonly probes: readonly ProbeReport[];
  /** What a reader has to know of the whole run, a sentence each. */
  readonly notes?: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  /** Cells on which another target says something else; absent when none was asked. */
  readonly comparison?: { readonly with: string; readonly differences: readonly Difference[] };
}

/** A cell of the matrix that two targets do not agree on. */
export interface Difference extends Pick<PlannedProbe, 'subject' | 'row' | 'client'> {
  /** What this target observed; absent when it has no such cell, or did not ask. */
  readonly observed?: Verdict;
  /** What the other one did. */
  readonly other?: Verdict;
}

/** How many probes ended how. */
export function summarize(probes: readonly (Judgement & Pick<PlannedProbe, 'unsent'>)[]): Summary {
  const summary = { passed: 0, failed: 0, notRun: 0, depends: 0, notSupported: 0 };
  for (const { result } of probes) summary[result]++;
  const { depends, ...certain } = summary;
  const elsewhere = probes.filter((probe) => isElsewhere(probe)).length;
  return { ...certain, ...(depends === 0 ? {} : { depends }), ...(elsewhere === 0 ? {} : { elsewhere }) };
}

/** Whether a probe was not run for a reason that lies outside of the input. */
export function isElsewhere({ result, unsent }: Judgement & Pick<PlannedProbe, 'unsent'>): boolean {
  return result === 'notRun' && unsent?.elsewhere === true;
}

/**
 * 0: everything was as expected. 1: something was not, or is wrong with the manifests. 2: nothing failed, but something could
 * not be learnt, or nothing was asked. What a target does not support, and what depends on others, is counted and shown,
 * and fails nothing.
 *
 * @param diagnostics findings on the manifests. Default: none
 */
export function exitCodeOf(
  { passed, failed, notRun, depends = 0, elsewhere = 0 }: Summary,
  diagnostics: readonly Pick<Diagnostic, 'severity'>[] = [],
): 0 | 1 | 2 {
  if (failed > 0 || diagnostics.some(({ severity }) => severity === 'error')) return 1;
  return notRun > elsewhere || passed + elsewhere + depends === 0 ? 2 : 0;
}

/** What a run says of the whole: `nothing` where nothing failed, and everything that was asked is for others to make or decide. */
export type RunVerdict = 'asDeclared' | 'notAsDeclared' | 'notProven' | 'nothing';

/** The verdict that an exit code stands for, and what none tells: that no probe was answered. */
export function verdictOf(summary: Summary, diagnostics: readonly Pick<Diagnostic, 'severity'>[] = []): RunVerdict {
  const verdict = (['asDeclared', 'notAsDeclared', 'notProven'] as const)[exitCodeOf(summary, diagnostics)];
  return verdict === 'asDeclared' && summary.passed === 0 ? 'nothing' : verdict;
}
