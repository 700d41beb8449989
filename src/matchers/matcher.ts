import type { Printable } from '../terms/printable';

/** What `expect` gives a matcher as `this`. */
export interface MatcherContext {
  /** Whether it is negated. Default: false. */
  readonly isNot?: boolean;
  readonly equals: (a: unknown, b: unknown) => boolean;
  readonly utils: { diff(expected: unknown, received: unknown): string | null | undefined };
}

/** What a matcher answers to `expect`. */
export interface MatcherResult {
  readonly pass: boolean;
  /** Why it failed, or would fail negated. */
  readonly message: () => Printable;
}
