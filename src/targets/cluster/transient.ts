import { ApiStatusError } from './cluster-error';

/** An API server took a request and did not answer in time: it is paused, or overloaded. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** Whether nobody answered: the API server restarts, or cannot be reached. */
export function isAway(error: unknown): boolean {
  if (error instanceof NoAnswer) return true;
  return GONE.has((error as NodeJS.ErrnoException).code ?? '');
}

const GONE = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

/** Whether the same request may work in a moment: nobody answered, or whoever did is overloaded. */
export function isTransient(error: unknown): boolean {
  return isAway(error) || (error instanceof ApiStatusError && BUSY.has(error.code));
}

const BUSY = new Set([429, 503, 504]);

/** Whether the API server says that this user may not, or that it does not know the user. */
export function isDenial(error: unknown): boolean {
  return error instanceof ApiStatusError && (error.code === 401 || error.code === 403);
}
