import type { Command } from 'commander';
import { wrapped } from '../terms/layout';

/** A command line, and what it is for. */
export type Example = readonly [line: string, what: string];

/** Ends the help of a command with examples. */
export function withExamples(command: Command, examples: readonly Example[]): Command {
  return command.addHelpText('after', () => {
    const width = command.configureOutput().getOutHelpWidth?.();
    const lines = examples.flatMap(([line, what]) => [
      continued(`  ${line}`, width),
      wrapped(`${' '.repeat(INDENT)}${what}`, { width }, INDENT),
    ]);
    return `\nExamples:\n${lines.join('\n')}`;
  });
}

const INDENT = 6;

/** A space at which no line is broken. */
const HELD = '\u00a0';

/** A line for a shell, which can be copied although it goes on below. */
function continued(line: string, width: number | undefined): string {
  const end = ' \\';
  if (width === undefined || line.length <= width) return line;
  const whole = line.replaceAll(/'[^']*'/g, (quoted) => quoted.replaceAll(' ', HELD));
  return wrapped(whole, { width: width - end.length }, INDENT)
    .replaceAll('\n', `${end}\n`)
    .replaceAll(HELD, ' ');
}
