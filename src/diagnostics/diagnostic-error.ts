import type { Diagnostic } from './diagnostic';
import { formatText } from './format-text';

/** A finding that cannot wait: thrown by constructors for values that can never be right. */
export class DiagnosticError extends Error {
  override readonly name = 'DiagnosticError';

  /** @param diagnostic What was found; the message is its text, which names the place, the value, the bound and the remedy. */
  constructor(readonly diagnostic: Diagnostic) {
    super(formatText(diagnostic));
  }
}
