import type { Command } from 'commander';
import type { ExitCode } from './exit-code';
import type { Interruption } from './interruption';

/** Declares a command; `done` takes the exit code of a run, `interruption` tells it that somebody pressed Ctrl-C. */
export type AddCommand = (program: Command, done: (code: ExitCode) => void, interruption: Interruption) => void;

/** The commands by name, in the order of the help. What one needs is loaded only when it is asked for. */
const COMMANDS: Readonly<Record<string, () => Promise<AddCommand>>> = {
  check: async () => (await import('./check-command')).addCheckCommand,
  verify: async () => (await import('./verify-command')).addVerifyCommand,
  explain: async () => (await import('./explain-command')).addExplainCommand,
  graph: async () => (await import('./graph-command')).addGraphCommand,
  diff: async () => (await import('./diff-command')).addDiffCommand,
  rules: async () => (await import('./rules-command')).addRulesCommand,
  completion: async () => (await import('./completion-command')).addCompletionCommand,
  init: async () => (await import('./init-command')).addInitCommand,
  cleanup: async () => (await import('./cleanup-command')).addCleanupCommand,
};

/** A command that is about all of them. */
const ABOUT_ALL = 'completion';

/** The command that the arguments begin with; all of them, when they begin otherwise: for the help, or a mistake. */
export async function commandsFor([name = '']: readonly string[]): Promise<readonly AddCommand[]> {
  const load = Object.hasOwn(COMMANDS, name) && name !== ABOUT_ALL ? COMMANDS[name] : undefined;
  return load === undefined ? Promise.all(Object.values(COMMANDS).map((each) => each())) : [await load()];
}
