import type { Observation } from '../../../probes/observation';
import type { RequestObservation } from '../../../probes/request-observation';
import type { Budgets } from '../../budgets';
import type { ClusterBudgets } from '../cluster-budgets';

/** How often a probe is tried where chance decides who answers. */
export type Tries = Pick<Budgets, 'mostTries'> &
  Pick<ClusterBudgets, 'tries' | 'triesPerFurtherAnswer' | 'silentTries'>;

/** What of a try tells its answer from others. */
type Told = Pick<Observation | RequestObservation, 'outcome' | 'by' | 'status'>;

/**
 * Whether enough was seen: a further endpoint may need several draws to show, so every distinct answer asks for more
 * tries, whereas silence is believed quickly, for it costs the whole timeout.
 */
export function isEnough(observations: readonly Told[], budgets: Tries): boolean {
  const silent = observations.every(({ outcome }) => outcome === 'timedOut' || outcome === 'unresolved');
  if (silent) return observations.length >= budgets.silentTries;
  const distinct = new Set(observations.map(answerOf)).size;
  const wanted = budgets.tries + budgets.triesPerFurtherAnswer * (distinct - 1);
  return observations.length >= Math.min(wanted, budgets.mostTries);
}

function answerOf({ outcome, by, status }: Told): string {
  return `${outcome} ${by ?? ''} ${status ?? ''}`;
}
