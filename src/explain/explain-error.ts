import { printable } from '../terms/printable';

/** What was asked for is not in the input, or cannot be read. The message says what there is. */
export class ExplainError extends Error {
  override readonly name = 'ExplainError';

  /**
   * @param problem what is wrong, without a full stop
   * @param meant what was likely meant
   * @param instead what there is
   */
  constructor(problem: string, { meant, instead }: { readonly meant?: string; readonly instead?: string } = {}) {
    const question = meant === undefined ? '' : `; did you mean ${meant}?`;
    const rest = instead === undefined ? '' : `${meant === undefined ? '.' : ''} There are ${instead}`;
    super(printable(`${problem}${question}${rest}`));
  }
}
