import { familyOf } from '../terms/ip';
import { describeVantage } from '../terms/vantage';
import type { Expectation, PlannedProbe, Unsent } from './expectation';
import { difference, soughtBy } from './kinds/kinds';
import type { Verdict } from './probe';

/**
 * What a probe proved:
 * - `passed`, `failed`: expected and observed agree, or do not;
 * - `notRun`: nothing was learnt; never the same as blocked;
 * - `depends`: somebody who is not known decides whether they agree;
 * - `notSupported`: the target cannot do it.
 */
export type Result = 'passed' | 'failed' | 'notRun' | 'depends' | 'notSupported';

/** What a verdict is worth, measured by what its probe expects. */
export interface Judgement {
  readonly result: Result;
  /** In which way observed differs from expected, or why nothing was learnt. */
  readonly detail?: string;
}

/** Compares one verdict with what its probe expects; positive controls of negative expectations are {@link withControls}' business. */
export function judge(expect: Expectation, verdict: Verdict): Judgement {
  if (verdict.kind === 'notRun') return { result: 'notRun', detail: verdict.reason };
  if (verdict.kind === 'depends') {
    const [first, ...others] = verdict.either.map((one) => judge(expect, one).result);
    const isSettled = expect.kind !== 'open' && others.every((other) => other === first);
    const [example] = verdict.either;
    if (isSettled && example !== undefined) return judge(expect, example);
    return depends(verdict);
  }
  if (expect.kind === 'open') return depends(expect);
  const detail = difference(expect, verdict);
  return detail === undefined ? PASSED : { result: 'failed', detail };
}

const PASSED: Judgement = Object.freeze({ result: 'passed' });

/** What a probe is worth that is not sent. */
export function judgeUnsent({ why, on }: Unsent): Judgement {
  return on === undefined ? { result: 'notRun', detail: why } : depends({ on, why });
}

function depends({ on, why }: { readonly on: string; readonly why: string }): Judgement {
  return { result: 'depends', detail: `depends on ${on}: ${why}` };
}

/** A verdict with its probe and judgement. */
export interface JudgedProbe {
  readonly probe: PlannedProbe;
  readonly verdict: Verdict;
  readonly judgement: Judgement;
}

/**
 * A blocked connection proves something only where another one passes: a negative expectation without a positive
 * control from the same vantage point in the same run is `notRun`. In their order, each as soon as that is known.
 */
export function* withControls<T extends Pick<JudgedProbe, 'probe' | 'judgement'>>(judged: Iterable<T>): Generator<T> {
  const alive = new Set<string>();
  const waiting = new Set<T>();
  const isOpen = (one: T) => needsControl(one) && !alive.has(vantageKey(one.probe));
  for (const one of judged) {
    const { probe, judgement } = one;
    if (judgement.result === 'passed' && soughtBy(probe.expect) === 'answer') alive.add(vantageKey(probe));
    if (waiting.size === 0 && !isOpen(one)) {
      yield one;
      continue;
    }
    waiting.add(one);
    for (const each of waiting) {
      if (isOpen(each)) break;
      waiting.delete(each);
      yield each;
    }
  }
  for (const one of waiting) yield isOpen(one) ? withoutControl(one) : one;
}

function withoutControl<T extends Pick<JudgedProbe, 'probe' | 'judgement'>>(one: T): T {
  const detail = `blocked as expected, but nothing else got through from ${one.probe.client} either: declare an allow from there as a control`;
  return { ...one, judgement: { result: 'notRun', detail } };
}

function needsControl({ probe, judgement }: Pick<JudgedProbe, 'probe' | 'judgement'>): boolean {
  return judgement.result === 'passed' && isBlocked(probe.expect);
}

/** Whether a probe is expected to get no answer. */
export function isBlocked(expect: Expectation): boolean {
  return soughtBy(expect) === 'silence';
}

/** Clients outside with addresses of one family stand at one place: that one of them is shut out shows in that another is not. */
function vantageKey({ from }: PlannedProbe): string {
  if (!('outside' in from) || from.address === undefined) return describeVantage(from);
  return `outside ${familyOf(from.address)}`;
}
