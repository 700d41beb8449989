import { inspect } from 'node:util';
import { tell, tellLines } from './print';
import { UsageError } from './usage-error';

/** Says what stopped a run: in one line, then what another program said of it, and with `debug` the stack. */
export function tellFailure(error: unknown, debug: boolean): void {
  tell(wordsOf(error));
  if (error instanceof UsageError && error.output !== '') tellLines(error.output);
  if (debug) tellLines(inspect(error));
}

/** What went wrong first, and what went wrong while it was tidied up. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { suppressed, error: later } = error as { readonly suppressed?: unknown; readonly error?: unknown };
  return suppressed === undefined ? error.message : `${wordsOf(suppressed)}; then: ${wordsOf(later)}`;
}
