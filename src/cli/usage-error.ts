/** The command cannot run as it was called: bad usage, unreadable input. Its message is all that the user sees; exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  /** @param output what a program that failed had to say, line by line; default: there was no such program */
  constructor(
    message: string,
    readonly output = '',
  ) {
    super(message);
  }
}
