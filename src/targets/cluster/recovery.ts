import type { ApiServer } from './api-server';
import { WAITS } from './waits';

/** A budget, in milliseconds, that does not count the time in which nobody in the cluster could do anything. */
export function withRecovery(budgetMs: number, api: ApiServer | undefined): number {
  return api?.hasBeenAway === true ? budgetMs + WAITS.recoveryMs : budgetMs;
}
