import { setTimeout as pause } from 'node:timers/promises';
import { WAITS } from '../cluster/waits';

/**
 * Looks again and again whether something is done. False: it is not when the time is over.
 *
 * @param deadline as `performance.now()` tells the time
 */
export async function isDoneBefore(
  deadline: number,
  isDone: () => Promise<boolean>,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  for (;;) {
    if (await isDone()) return true;
    if (performance.now() >= deadline) return false;
    await pause(WAITS.rolloutPollMs, undefined, signal === undefined ? {} : { signal });
  }
}
