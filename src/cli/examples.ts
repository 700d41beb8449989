import type { Command } from 'commander';

/** A command line, and what it is for. */
export type Example = readonly [line: string, what: string];

/** Ends the help of a command with examples. */
export function withExamples(command: Command, examples: readonly Example[]): Command {
  const lines = examples.map(([line, what]) => `  ${line}\n      ${what}`);
  return command.addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
}
