import { inspect } from 'node:util';
import { tell, tellLines } from './print';
import type { UsageError } from './usage-error';

/** Says what stopped a run: in one line, then what another program said of it, and with `debug` the stack. */
export function tellFailure(error: unknown, debug: boolean): void {
  tell(wordsOf(error));
  const output = outputOf(error);
  if (output !== '') tellLines(output);
  if (debug) tellLines(inspect(error));
}

const USAGE: UsageError['name'] = 'UsageError';

/** What another program said. A command may have another copy of the class than who tells its failure. */
function outputOf(error: unknown): string {
  return error instanceof Error && error.name === USAGE ? (error as UsageError).output : '';
}

/** What went wrong first, and what went wrong while it was tidied up. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { suppressed, error: later } = error as { readonly suppressed?: unknown; readonly error?: unknown };
  return suppressed === undefined ? error.message : `${wordsOf(suppressed)}; then: ${wordsOf(later)}`;
}
