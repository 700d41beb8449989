import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { appFiles } from '../init/app-files';
import type { WrittenApp } from '../init/from-manifests';
import { appFrom } from '../init/from-manifests';
import { CLUSTER_DEFAULTS } from '../terms/cluster-defaults';
import { describeRef } from '../terms/object-ref';
import { formatter, printable } from '../terms/printable';
import { counted, listed } from '../terms/sentence';
import { withExamples } from './examples';
import type { ExitCode } from './exit-code';
import { readInput } from './input/input';
import type { InputFlags } from './input/input-options';
import { addInputOptions } from './input/input-options';
import { notesOn, oneDeployment } from './input/tell-input';
import type { Interruption } from './interruption';
import { listOption } from './list-option';
import { print, tell } from './print';
import { UsageError } from './usage-error';
import { version } from './version';

interface InitFlags extends InputFlags {
  readonly fromYaml?: readonly string[];
  readonly namespace?: string;
}

/** `cdk8s-net init`: an app to start from. */
export function addInitCommand(program: Command, done: (code: ExitCode) => void, interruption: Interruption): void {
  const command = program
    .command('init')
    .description('an app to start from: TypeScript, tests, intents, CI')
    .argument('[DIR]', 'where to write it', '.')
    .addOption(listOption('--from-yaml <file>', 'declare what these manifests hold, files or folders; - is stdin'))
    .option('--namespace <name>', 'namespace of objects that name none (default: default)');
  withExamples(command, [
    ['cdk8s-net init shop', 'an app in the folder shop'],
    ['cdk8s-net init shop --from-yaml manifests/', 'typed constructs for manifests that exist'],
    ['helm template . | cdk8s-net init shop --from-yaml -', 'the same for what another program prints'],
  ]);
  addInputOptions(command).action(async (folder: string, flags: InitFlags) => {
    const { fromYaml, namespace = CLUSTER_DEFAULTS.namespace } = flags;
    const input = fromYaml === undefined ? undefined : await readInput(fromYaml, interruption, flags);
    const [unreadable] = input?.unreadable ?? [];
    if (unreadable !== undefined) throw new UsageError(`${unreadable.object.name}: ${unreadable.detail}`);
    for (const note of input === undefined ? [] : notesOn(input, flags.namespace)) tell(note);
    const written = input === undefined ? undefined : appFrom(oneDeployment(input), namespace);
    write(folder, appFiles(version(), written));
    if (written !== undefined) print(tellWritten(written));
    const enter = folder === '.' ? '' : `cd ${folder} && `;
    print(printable(`wrote an app to ${folder}`));
    print(printable(`next: ${enter}npm install && npm test`));
    done(0);
  });
}

const tellWritten = formatter(({ declared, others, acknowledged, refused }: WrittenApp) => {
  const left = others === 0 ? '' : `; the rest, ${counted(others, 'object')}, is in manifests/others.yaml as it was`;
  const sentences = [
    `network.ts declares ${counted(declared, 'object')} by constructs${left}`,
    ...(acknowledged.length === 0
      ? []
      : [`cdk8s-net.config.ts acknowledges ${counted(acknowledged.length, 'finding')}, to be looked at`]),
    ...refused.map(
      ({ object, path, detail }) =>
        `the app does not synthesize until this is corrected: ${describeRef(object)}: ${path}: ${detail}`,
    ),
  ];
  return sentences.join('\n');
});

/** Writes all of the files or, where one of them is there already, none. */
function write(folder: string, files: Readonly<Record<string, string>>): void {
  const taken = Object.keys(files).filter((path) => existsSync(join(folder, path)));
  if (taken.length > 0) {
    throw new UsageError(`${folder} has ${listed(taken)} already, which init does not overwrite: name an empty folder`);
  }
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
