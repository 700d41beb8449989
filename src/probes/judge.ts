import type { Expectation, PlannedProbe, ReachedExpectation } from './expectation';
import type { ConnectionVerdict, Verdict } from './probe';

/**
 * What a probe proved:
 * - `passed`, `failed`: expected and observed agree, or do not;
 * - `notRun`: nothing was learnt; never the same as blocked;
 * - `notSupported`: the target cannot do it.
 */
export type Result = 'passed' | 'failed' | 'notRun' | 'notSupported';

/** What a verdict is worth, measured by what its probe expects. */
export interface Judgement {
  readonly result: Result;
  /** In which way observed differs from expected, or why nothing was learnt. */
  readonly detail?: string;
}

/** Compares one verdict with what its probe expects; positive controls of negative expectations are {@link withControls}' business. */
export function judge(expect: Expectation, verdict: Verdict): Judgement {
  if ('outcome' in verdict && verdict.outcome === 'notRun') return { result: 'notRun', detail: verdict.reason };
  const detail = difference(expect, verdict);
  return detail === undefined ? { result: 'passed' } : { result: 'failed', detail };
}

/** A verdict with its probe and judgement. */
export interface Judged {
  readonly probe: PlannedProbe;
  readonly verdict: Verdict;
  readonly judgement: Judgement;
}

/**
 * A blocked connection proves something only where another one passes: a negative expectation without a positive
 * control from the same vantage point in the same run is `notRun`.
 */
export function withControls(judged: readonly Judged[]): Judged[] {
  const alive = new Set(
    judged
      .filter(({ probe, judgement }) => isPositive(probe.expect) && judgement.result === 'passed')
      .map(({ probe }) => vantageKey(probe)),
  );
  return judged.map((one) => {
    if (!isNegative(one.probe.expect) || one.judgement.result !== 'passed' || alive.has(vantageKey(one.probe))) {
      return one;
    }
    const detail = `blocked as expected, but nothing else got through from ${one.probe.client} either: declare an allow from there as a control`;
    return { ...one, judgement: { result: 'notRun', detail } };
  });
}

function isPositive(expect: Expectation): boolean {
  return 'outcome' in expect && expect.outcome === 'reached';
}

function isNegative(expect: Expectation): boolean {
  return 'outcome' in expect && expect.outcome === 'blocked';
}

function vantageKey({ from }: PlannedProbe): string {
  return JSON.stringify(from);
}

function difference(expect: Expectation, verdict: Verdict): string | undefined {
  if ('outcome' in expect) {
    if (!('outcome' in verdict) || verdict.outcome === 'notRun') return 'another kind of answer';
    return expect.outcome === 'reached' ? whyNotReached(expect, verdict) : whyNotBlocked(verdict);
  }
  if ('data' in expect) {
    if (!('rcode' in verdict)) return 'another kind of answer';
    if (verdict.rcode !== 'NOERROR') return verdict.rcode;
    if (verdict.records.length === 0) return 'no records';
    const foreign = verdict.records.find(({ data }) => !expect.data.includes(data));
    return foreign === undefined ? undefined : `${foreign.type} ${foreign.data}`;
  }
  if (!('env' in verdict)) return 'another kind of answer';
  const wrong = Object.entries(expect.env).find(([name, value]) => verdict.env[name] !== value);
  return wrong === undefined ? undefined : `${wrong[0]} is ${verdict.env[wrong[0]] ?? 'not set'}`;
}

function whyNotReached(expect: ReachedExpectation, verdict: ConnectionVerdict): string | undefined {
  if (verdict.outcome !== 'reached') return verdict.outcome;
  if (verdict.also !== undefined && verdict.also.length > 0) {
    return `reached, but some tries ${verdict.also.join(', ')}`;
  }
  if (expect.status !== undefined && verdict.status !== expect.status) return `HTTP ${verdict.status}`;
  const stranger = verdict.by?.find((pod) => expect.by?.includes(pod) === false);
  return stranger === undefined ? undefined : `reached ${stranger}`;
}

/** An error page of the Ingress controller itself is a no: nobody behind it was asked. */
function whyNotBlocked({ outcome, by = [], status = 200 }: ConnectionVerdict): string | undefined {
  if (outcome !== 'reached' || (by.length === 0 && status >= 400)) return undefined;
  return `reached ${by.join(', ')}`.trimEnd();
}
