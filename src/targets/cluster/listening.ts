import { once } from 'node:events';
import net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { WAITS } from './waits';

/** An address and a port where somebody should listen. */
export interface Door {
  readonly host: string;
  readonly port: number;
}

/** Whether all of some doors let this machine in before the budget is over. Rejects with the signal's reason when it is aborted. */
export async function untilListening(doors: readonly Door[], budgetMs: number, signal: AbortSignal): Promise<boolean> {
  const until = performance.now() + budgetMs;
  const opened = await Promise.all(doors.map((door) => untilOpen(door, until, signal)));
  return opened.every(Boolean);
}

async function untilOpen(door: Door, until: number, signal: AbortSignal): Promise<boolean> {
  for (;;) {
    signal.throwIfAborted();
    const left = until - performance.now();
    if (left <= 0) return false;
    if (await letsIn(door, Math.min(left, WAITS.doorMs), signal)) return true;
    await pause(WAITS.retryMs, undefined, { signal });
  }
}

async function letsIn(door: Door, limitMs: number, signal: AbortSignal): Promise<boolean> {
  const socket = net.connect(door);
  try {
    await once(socket, 'connect', { signal: AbortSignal.any([signal, AbortSignal.timeout(Math.ceil(limitMs))]) });
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
