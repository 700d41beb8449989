import type { Expectation } from '../probes/expectation';
import type { Verdict } from '../probes/probe';
import type { Link } from '../targets/target';
import type { ProbeReport } from './report';

/** What a probe should find, in words. */
export function describeExpectation(expect: Expectation): string {
  if ('data' in expect) return `records ${expect.data.join(', ')}`;
  if ('env' in expect) {
    return Object.entries(expect.env)
      .map(([name, value]) => `${name}=${value}`)
      .join(' ');
  }
  if (expect.outcome === 'blocked') return 'blocked';
  const by =
    expect.by === undefined
      ? ''
      : ` by ${expect.by.length === 0 ? 'a Ready Pod that the Service selects, of which there is none' : expect.by.join(' or ')}`;
  return `reached${by}${expect.status === undefined ? '' : `, status ${expect.status}`}`;
}

/** What a probe found, in words. */
export function describeObserved({ result, observed, detail = '' }: ProbeReport): string {
  if (result === 'notRun') return `not run: ${detail}`;
  const outcome = outcomeOf(observed);
  return detail === '' || detail === outcome ? outcome : detail.startsWith(outcome) ? detail : `${outcome}: ${detail}`;
}

/** The outcome of a probe in a word or two. */
export function outcomeOf(verdict: Verdict | undefined): string {
  if (verdict === undefined) return 'nothing';
  if ('outcome' in verdict) {
    const isError = verdict.outcome === 'reached' && (verdict.status ?? 200) >= 400;
    return isError ? `HTTP ${verdict.status}` : verdict.outcome;
  }
  return 'rcode' in verdict ? (verdict.rcode === 'NOERROR' ? 'records' : verdict.rcode) : 'variables';
}

/** Where the way from the client to the Pod ends. */
export function brokenLink({ evidence }: ProbeReport): Link | undefined {
  return evidence?.links.find(({ ok }) => !ok);
}
