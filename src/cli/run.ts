import { Command, CommanderError } from 'commander';
import { commandsFor } from './commands';
import { addConfiguration } from './configuration-options';
import type { ExitCode } from './exit-code';
import { tellFailure } from './failure';
import { Interruption } from './interruption';
import { tell, watchOutput } from './print';
import { version } from './version';

/**
 * Runs the command line and resolves to its exit code. Whatever stops it from running is one line on stderr and exit
 * code 2; with `--debug` its stack stands below.
 */
export async function main(argv: readonly string[], interruption = new Interruption()): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const program = new Command('cdk8s-net')
    .description('Check Kubernetes service networking before deploy, and prove it by real traffic.')
    .version(version())
    .option(DEBUG, 'print the stack of what goes wrong')
    .configureHelp({ showGlobalOptions: true, minWidthToWrap: MIN_PROSE })
    .exitOverride()
    .configureOutput({
      outputError: (text) =>
        tell(
          text
            .trim()
            .replace(/^error: ?/, '')
            .replaceAll('\n', ' '),
        ),
    });
  addConfiguration(program);
  const done = (code: ExitCode) => void (exitCode = code);
  try {
    for (const add of await commandsFor(argv)) add(program, done, interruption);
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (interruption.cause === 'signal') {
      tell('interrupted; all that was started is taken down');
      return 130;
    }
    if (interruption.cause !== 'crash') tellFailure(error, argv.includes(DEBUG));
    return 2;
  } finally {
    interruption[Symbol.dispose]();
  }
}

/** Runs the command line as this process. */
export async function runProcess(): Promise<void> {
  const argv = process.argv.slice(2);
  const interruption = new Interruption();
  process.on('uncaughtException', (error) => {
    if (interruption.cause !== 'crash') tellFailure(error, argv.includes(DEBUG));
    process.exitCode = 2;
    interruption.crash();
  });
  watchOutput();
  const code = await main(argv, interruption);
  process.exitCode ??= code;
}

const DEBUG = '--debug';

/** What is said of an option is wrapped where it has so many columns, or more. */
const MIN_PROSE = 12;
