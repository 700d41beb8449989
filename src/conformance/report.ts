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
export type Summary = Readonly<Record<Result, number>>;

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
export function summarize(probes: readonly Judgement[]): Summary {
  const summary = { passed: 0, failed: 0, notRun: 0, notSupported: 0 };
  for (const { result } of probes) summary[result]++;
  return summary;
}

/**
 * 0: everything was as expected. 1: something was not. 2: nothing failed, but something could not be learnt, or nothing
 * was asked. What a target does not support is counted and shown, and fails nothing.
 */
export function exitCodeOf({ passed, failed, notRun }: Summary): 0 | 1 | 2 {
  if (failed > 0) return 1;
  return notRun > 0 || passed === 0 ? 2 : 0;
}
