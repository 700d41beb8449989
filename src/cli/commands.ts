import type { Command } from 'commander';
import type { ExitCode } from './exit-code';
import type { Interruption } from './interruption';

/** Declares a command; `done` takes the exit code of a run, `interruption` tells it that somebody pressed Ctrl-C. */
export type AddCommand = (program: Command, done: (code: ExitCode) => void, interruption: Interruption) => void;

/** A command, and what the help of all of them says of it, which is told without loading any. */
interface Listed {
  readonly usage: string;
  readonly description: string;
  readonly load: () => Promise<AddCommand>;
}

/** The commands by name, in the order of the help. What one needs is loaded only when it is asked for. */
const COMMANDS: Readonly<Record<string, Listed>> = {
  check: {
    usage: '[options] [FILE|DIR|-...]',
    description: 'every finding on manifests, without a cluster',
    load: async () => (await import('./check-command')).addCheckCommand,
  },
  verify: {
    usage: '[options] [FILE|DIR|-...]',
    description: 'deploy to a target, send real traffic, and say who answered',
    load: async () => (await import('./verify-command')).addVerifyCommand,
  },
  explain: {
    usage: '[options] <WHAT> [FILE|DIR|-...]',
    description: 'how a Service, a DNS name, an address, a URL, a Gateway or a route is served, and why',
    load: async () => (await import('./explain-command')).addExplainCommand,
  },
  graph: {
    usage: '[options] [FILE|DIR|-...]',
    description: 'draw who reaches whom: outside, Ingresses, Services, Pods, policies and nodes',
    load: async () => (await import('./graph-command')).addGraphCommand,
  },
  diff: {
    usage: '[options] [OLD] [NEW]',
    description: 'what becomes reachable and what stops being so, what is refused, what is exposed',
    load: async () => (await import('./diff-command')).addDiffCommand,
  },
  migrate: {
    usage: '[options] <WHAT> [FILE|DIR|-...]',
    description: 'Gateways and routes in place of Ingresses, with the proof of what they do',
    load: async () => (await import('./migrate-command')).addMigrateCommand,
  },
  rules: {
    usage: '[options] [ID|TEXT...]',
    description: 'every rule, your own among them; those that speak of a text, or the page of one',
    load: async () => (await import('./rules-command')).addRulesCommand,
  },
  completion: {
    usage: '<shell>',
    description: 'print what makes a shell complete commands and options',
    load: async () => (await import('./completion-command')).addCompletionCommand,
  },
  init: {
    usage: '[options] [DIR]',
    description: 'an app to start from: TypeScript, tests, intents, CI',
    load: async () => (await import('./init-command')).addInitCommand,
  },
  cleanup: {
    usage: '[options]',
    description: 'remove what runs left behind: kind clusters, and labelled objects of the current context',
    load: async () => (await import('./cleanup-command')).addCleanupCommand,
  },
};

/** A command that is about all of them. */
const ABOUT_ALL = 'completion';

/**
 * The command that the arguments begin with. When they begin with none, all of them as the help lists them; all of them as
 * they are, where one may stand behind an option.
 */
export async function commandsFor(argv: readonly string[]): Promise<readonly AddCommand[]> {
  const [first = '', second = ''] = argv;
  const name = first === 'help' ? second : first;
  const isOption = name.startsWith('-') && !HELP.has(name);
  if (isOption || name === ABOUT_ALL) return allCommands();
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  return command === undefined ? listedCommands() : [await command.load()];
}

const HELP: ReadonlySet<string> = new Set(['-h', '--help', '-V', '--version']);

/** All commands as they are. */
export function allCommands(): Promise<readonly AddCommand[]> {
  return Promise.all(Object.values(COMMANDS).map(({ load }) => load()));
}

/** All commands as far as the help lists them. */
export function listedCommands(): readonly AddCommand[] {
  return Object.entries(COMMANDS).map(([name, { usage, description }]) => (program) => {
    const [, options = '', args = ''] = /^(\[options\])? ?(.*)$/.exec(usage) ?? [];
    const command = program.command(`${name} ${args}`.trim()).description(description);
    if (options !== '') command.option('--any');
  });
}
