/** `toReach` could not find out: neither the matcher nor its negation passes. */
export class ReachError extends Error {
  override readonly name = 'ReachError';

  constructor(problem: string) {
    super(`toReach: ${problem}`);
  }
}
