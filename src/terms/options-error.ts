import { printable } from './printable';

/** An option of `checkManifests` that cannot be used: which, what was given, what is possible, what to do. */
export class OptionsError extends Error {
  override readonly name = 'OptionsError';

  constructor(
    /** Name of the option, with an index or key where it has several values: `serviceClusterIPRange[0]`. */
    readonly option: string,
    /** What was given. */
    readonly value: unknown,
    /** What is possible. */
    readonly bound: string,
    /** What to do about it. */
    readonly remedy: string,
  ) {
    super(printable(`option ${option}: ${JSON.stringify(value) ?? 'undefined'} ${bound}; ${remedy}`));
  }
}
