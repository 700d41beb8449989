import { printable, type Printable } from '../terms/printable';

/** `toReach` could not find out: neither the matcher nor its negation passes. */
export class ReachError extends Error {
  override readonly name = 'ReachError';

  /** @param findings what was found about the objects, below the problem */
  constructor(problem: string, findings?: Printable) {
    super(`${printable(`toReach: ${problem}`)}${findings === undefined ? '' : `\n\n${findings}`}`);
  }
}
