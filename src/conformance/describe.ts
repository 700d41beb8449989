import { outcomeOf } from '../probes/kinds/kinds';
import type { Verdict } from '../probes/probe';
import type { Link } from '../targets/target';
import type { ProbeReport } from './report';

/** What a probe found, in words. */
export function describeObserved({ result, observed, detail = '' }: ProbeReport): string {
  if (result === 'notRun') return `not run: ${detail}`;
  const outcome = observedOutcome(observed);
  return detail === '' || detail === outcome ? outcome : detail.startsWith(outcome) ? detail : `${outcome}: ${detail}`;
}

/** The outcome of a probe in a word or two. */
export function observedOutcome(observed: Verdict | undefined): string {
  return observed === undefined ? 'nothing' : outcomeOf(observed);
}

/** Where the way from the client to the Pod ends. */
export function brokenLink({ evidence }: ProbeReport): Link | undefined {
  return evidence?.links.find(({ ok }) => !ok);
}
