import { printable } from '../../terms/printable';

/** What a {@link ClusterError} says. */
export interface ClusterProblem {
  /** Where: a file, a context, an object, a command. */
  readonly place: string;
  readonly problem: string;
  /** What to do about it. */
  readonly remedy?: string;
  readonly cause?: unknown;
}

/** A cluster cannot be used as it was asked for. The message names the place, what is wrong and the remedy. */
export class ClusterError extends Error {
  override readonly name = 'ClusterError';

  constructor({ place, problem, remedy, cause }: ClusterProblem) {
    super(
      printable(`${place}: ${problem}${remedy === undefined ? '' : `; ${remedy}`}`),
      cause === undefined ? {} : { cause },
    );
  }
}

/** The API server answered a request with an error (`v1.Status`). */
export class ApiStatusError extends Error {
  override readonly name = 'ApiStatusError';

  constructor(
    /** HTTP status code. */
    readonly code: number,
    /** `AlreadyExists`, `NotFound`, `Invalid`, ... */
    readonly reason: string,
    message: string,
  ) {
    super(message);
  }
}

/** Whether the API server says that there is an object of that name. */
export function isTaken(error: unknown): boolean {
  return error instanceof ApiStatusError && error.reason === 'AlreadyExists';
}

/** Whether the API server says that there is no such object, or no such kind. */
export function isNotFound(error: unknown): boolean {
  return error instanceof ApiStatusError && error.code === 404;
}
