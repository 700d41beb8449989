import { Command, CommanderError } from 'commander';
import { commandsFor } from './commands';
import { Interruption } from './interruption';
import { UsageError } from './usage-error';
import type { ExitCode } from './exit-code';
import { version } from './version';

/**
 * Runs the command line and resolves to its exit code. Whatever stops it from running is one line on stderr and exit
 * code 2, never a stack trace.
 */
export async function main(argv: readonly string[]): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  using interruption = new Interruption();
  const program = new Command('cdk8s-net')
    .description('Check Kubernetes service networking before deploy, and prove it by real traffic.')
    .version(version())
    .exitOverride()
    .configureOutput({
      outputError: (text, write) =>
        write(
          `${text
            .trim()
            .replace(/^error:/, 'cdk8s-net:')
            .replaceAll('\n', ' ')}\n`,
        ),
    });
  const done = (code: ExitCode) => void (exitCode = code);
  try {
    for (const add of await commandsFor(argv)) add(program, done, interruption);
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (interruption.happened) {
      process.stderr.write('cdk8s-net: interrupted; all that was started is taken down\n');
      return 130;
    }
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const text = wordsOf(error);
    process.stderr.write(`cdk8s-net: ${text}\n`);
    if (!(error instanceof UsageError) && process.env.CDK8S_NET_DEBUG !== undefined) console.error(error);
    return 2;
  }
}

/** What went wrong first, and what went wrong while it was tidied up. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { suppressed, error: later } = error as { readonly suppressed?: unknown; readonly error?: unknown };
  return suppressed === undefined ? error.message : `${wordsOf(suppressed)}; then: ${wordsOf(later)}`;
}
