import { Command } from 'commander';
import { build } from 'esbuild';
import { COMMAND_LINE } from '../../packaging/command-line-options';
import type { AddCommand } from '../../src/cli/command';
import { allCommands, commandsFor, listedCommands } from '../../src/cli/commands';
import { withExamples } from '../../src/cli/examples';
import { Interruption } from '../../src/cli/interruption';
import { runCli } from './run-cli';

function helpOf(commands: readonly AddCommand[]): string {
  const program = new Command('cdk8s-net');
  using interruption = new Interruption();
  for (const add of commands) add(program, () => {}, interruption);
  return program.helpInformation();
}

test('the help lists commands as they are, without loading them', async () => {
  expect(helpOf(listedCommands())).toBe(helpOf(await allCommands()));
});

test.each([
  [['check', 'x.yaml'], 'one command is loaded', 1],
  [['help', 'diff'], 'one command is loaded', 1],
  [['completion', 'bash'], 'all commands are loaded', undefined],
  [['--no-config', 'check'], 'all commands are loaded', undefined],
])('for %j, %s', async (argv, _, count) => {
  expect(await commandsFor(argv)).toHaveLength(count ?? (await allCommands()).length);
});

test.each([[['--help']], [['help']], [[]]])('%j prints the help', async (argv) => {
  const { stdout, stderr } = await runCli(...argv);
  expect(`${stdout}${stderr}`).toContain('check [options] [FILE|DIR|-...]');
});

test('an unknown command is told, with the one that was meant', async () => {
  const { exitCode, stderr } = await runCli('chekc');
  expect(exitCode).toBe(2);
  expect(stderr).toContain('check');
});

test('an example that is too long for the terminal can be copied although it goes on below', () => {
  const command = new Command('x').configureOutput({
    getOutHelpWidth: () => 40,
    writeOut: (text) => void (told += text),
  });
  let told = '';
  withExamples(command, [["kubectl get ingress -A -o yaml | x - --accept 'a=one two three'", 'what a cluster has']]);
  command.outputHelp();
  expect(told.split('\n').filter((line) => line.length > 40)).toEqual([]);
  expect(told.replaceAll(/ \\\n\s*/g, ' ')).toContain("yaml | x - --accept 'a=one two three'\n");
});

test('the bundle of check holds no other command, and that of all others holds none', async () => {
  const { metafile } = await build({ ...COMMAND_LINE, write: false, metafile: true });
  const commandsIn = (bundle: string) =>
    Object.keys(metafile.outputs[`lib/cli/${bundle}.bundle.js`]?.inputs ?? {}).filter((path) =>
      /^src\/cli\/[a-z]+-command\.ts$/.test(path),
    );
  expect(commandsIn('check')).toEqual(['src/cli/check-command.ts']);
  expect(commandsIn('run')).toEqual([]);
  expect(Object.keys(metafile.outputs)).toHaveLength(2);
});

test('the bundles load what takes long in Node only when something of it is asked for', async () => {
  const { outputFiles } = await build({ ...COMMAND_LINE, minify: false, write: false });
  const loaded = outputFiles.flatMap(({ text }) => text.match(/^var \w+ = (__toESM\()?require\("node:.*$/gm) ?? []);
  expect(loaded.length).toBeGreaterThan(10);
  expect(loaded.filter((line) => /child_process|crypto|promises|consumers|v8/.test(line))).toEqual([]);
});
