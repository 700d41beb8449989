import type { Diagnostic } from './diagnostic';
import { formatText } from './format-text';

/** A finding that cannot wait: thrown by constructors for values that can never be right. */
export class DiagnosticError extends Error {
  override readonly name = 'DiagnosticError';
  /** What was found, as data. */
  declare readonly diagnostic: Diagnostic;

  /** @param diagnostic What was found; the message is its text, which names the place, the value, the bound and the remedy. */
  constructor(diagnostic: Diagnostic) {
    super(formatText(diagnostic));
    // Not enumerable: Node would print it once more, after the stack of an error that nobody caught.
    Object.defineProperty(this, 'diagnostic', { value: diagnostic });
  }
}
