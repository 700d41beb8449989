import type { Command } from 'commander';
import { Argument } from 'commander';
import type { Completed } from './completion';
import { COMPLETIONS } from './completion';
import { withExamples } from './examples';
import type { ExitCode } from './exit-code';
import { printScript } from './print';

/** `cdk8s-net completion`: a script for the shell, made of all that the commands declare. */
export function addCompletionCommand(program: Command, done: (code: ExitCode) => void): void {
  const command = program
    .command('completion')
    .description('print what makes a shell complete commands and options')
    .addArgument(new Argument('<shell>', 'the shell').choices(Object.keys(COMPLETIONS)))
    .action((shell: keyof typeof COMPLETIONS) => {
      printScript(COMPLETIONS[shell](program.commands.map(completedOf)));
      done(0);
    });
  withExamples(command, [
    ['source <(cdk8s-net completion bash)', 'for this bash'],
    ['cdk8s-net completion zsh > "${fpath[1]}/_cdk8s-net"', 'for every zsh'],
    ['cdk8s-net completion fish > ~/.config/fish/completions/cdk8s-net.fish', 'for every fish'],
  ]);
}

function completedOf(command: Command): Completed {
  const [argument] = command.registeredArguments;
  return {
    name: command.name(),
    description: command.description(),
    choices: argument?.argChoices ?? [],
    options: command.options.map(({ long, short, description, argChoices, required }) => ({
      names: [long, short].flatMap((name) => name ?? []),
      description,
      choices: argChoices ?? [],
      takesValue: required,
    })),
  };
}
