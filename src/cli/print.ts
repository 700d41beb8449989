import type { Style } from '../terms/layout';
import { shortened } from '../terms/layout';
import { formatter, printable, type Printable } from '../terms/printable';
import { styleOf } from './style';

/** How stdout is written to. */
export const style: Style = styleOf(process.env, process.stdout);

/** How stderr is written to. */
export const asideStyle: Style = styleOf(process.env, process.stderr);

/** Whether output may hold colours. */
export const { colors } = style;

/** A line, or several, on stdout. */
export function print(text: Printable): void {
  process.stdout.write(`${text}\n`);
}

/** A script for a shell, on stdout: lines that this package wrote. */
export function printScript(lines: readonly string[]): void {
  for (const line of lines) print(printable(line));
}

/** What people read while stdout belongs to a program: a line, or several, on stderr. */
export function printAside(text: Printable): void {
  process.stderr.write(`${text}\n`);
}

/** What went wrong, or what else is to be known about a run: a line on stderr. */
export function tell(message: string): void {
  printAside(printable(`cdk8s-net: ${message}`));
}

/** What another program said, or a stack: lines on stderr. */
export function tellLines(text: string): void {
  printAside(quote(text.trimEnd().split('\n')));
}

const quote = formatter((lines: readonly string[]) => lines.join('\n'));

/** Replaces the line of stderr that says what is going on; without a text it takes the line away. */
export function showStatus(text = ''): void {
  const { columns = Infinity } = process.stderr;
  process.stderr.write(`\r\u001b[K${printable(shortened(text, columns - 1))}`);
}

/**
 * Has what cannot be written end the run with exit code 2. A reader that has seen enough (`| head`) is not a failure: the run
 * ends as it would have, and so does its clean-up.
 */
export function watchOutput(): void {
  process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') return;
    tell(`cannot write what was found: ${message}`);
    process.exitCode = 2;
  });
  process.stderr.on('error', () => {});
}

/** Whether somebody watches stderr. */
export function isWatched(): boolean {
  return process.stderr.isTTY;
}
