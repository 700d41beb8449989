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

export type Summary = Readonly<Record<Result, number>>;

/** What a run found. This is the JSON of `--report json=FILE`; `version` changes when a reader would have to. */
export interface Report {
  readonly version: 1;
  readonly target: { readonly name: string; readonly nodes: readonly string[]; readonly pods: number };
  /** Whole seconds and milliseconds of each step. */
  readonly durationsMs: Readonly<Record<'start' | 'deploy' | 'probe', number>>;
  readonly summary: Summary;
  readonly probes: readonly ProbeReport[];
  readonly diagnostics: readonly Diagnostic[];
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
