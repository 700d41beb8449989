import type { ApiServer } from './api-server';

/**
 * How long a cluster may take to work again after its API server was away, in milliseconds: whoever watches it asks less and less
 * often, and controllers that could not renew their lease start anew and wait until it is over.
 */
const RECOVERY_MS = 60_000;

/** A budget, in milliseconds, that does not count the time in which nobody in the cluster could do anything. */
export function withRecovery(budgetMs: number, api: ApiServer | undefined): number {
  return api?.hasBeenAway === true ? budgetMs + RECOVERY_MS : budgetMs;
}
