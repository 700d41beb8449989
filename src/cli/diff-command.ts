import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { Option } from 'commander';
import { diff } from '../diff/diff';
import type { Difference } from '../diff/difference';
import { formatDiff } from '../diff/format-diff';
import { formatMarkdown } from '../diff/format-markdown';
import { diffPage } from '../report/diff-page';
import { formatPage } from '../report/format-page';
import type { Printable } from '../terms/printable';
import { printableJson } from '../terms/printable';
import type { ClusterFlags } from './cluster-options';
import { addClusterOptions, clusterOptions } from './cluster-options';
import { movedWith } from './configuration';
import type { ConfiguredFlags } from './configuration';
import { withExamples } from './examples';
import type { ExitCode } from './exit-code';
import { checkedOptions, externalOption } from './finding-options';
import { readRevision } from './input/git-revision';
import type { Input } from './input/input';
import { NOTHING, readInput } from './input/input';
import type { InputFlags } from './input/input-options';
import { addInputOptions } from './input/input-options';
import { oneDeployment } from './input/tell-input';
import type { Interruption } from './interruption';
import { listOption } from './list-option';
import { print, style, tell } from './print';
import { Progress } from './progress';
import { crdsOption, readCrds } from './read-crds';
import { UsageError } from './usage-error';

interface DiffFlags extends ClusterFlags, ConfiguredFlags, InputFlags {
  readonly git?: string;
  readonly external: readonly string[];
  readonly format: keyof typeof FORMATS;
  readonly failOn?: readonly string[];
  readonly crds?: readonly string[];
}

const FORMATS = {
  text: (difference) => formatDiff(difference, style),
  markdown: formatMarkdown,
  json: printableJson,
  html: (difference) => formatPage(diffPage(difference)),
} satisfies Readonly<Record<string, (difference: Difference) => Printable>>;

const FAILURES = ['lost', 'exposed', 'refused'] as const;

/** `cdk8s-net diff`: what a change does to the network. */
export function addDiffCommand(program: Command, done: (code: ExitCode) => void, interruption: Interruption): void {
  const command = program
    .command('diff')
    .description('what becomes reachable and what stops being so, what is refused, what is exposed')
    .argument('[OLD]', 'what is deployed: a file, a folder or -; with --git, the new side instead')
    .argument('[NEW]', 'what is applied over it; default: the app that cdk8s.yaml names')
    .option('--git <revision>', 'the old side: the file or folder as it was in this revision')
    .addOption(new Option('--format <format>', 'how it is printed').choices(Object.keys(FORMATS)).default('text'))
    .addOption(failOnOption())
    .addOption(crdsOption())
    .addOption(externalOption());
  withExamples(command, [
    ['cdk8s-net diff old/ new/', 'two folders'],
    [
      'cdk8s-net diff --git main manifests/ --format markdown',
      'a branch against main, for the comment on a pull request',
    ],
    [
      'kubectl get svc,deploy,ingress -A -o yaml | cdk8s-net diff - manifests/ --fail-on lost,refused',
      'what a cluster has against what is to come',
    ],
  ]);
  addInputOptions(addClusterOptions(command)).action(
    async (first: string | undefined, second: string | undefined, flags: DiffFlags) => {
      const failOn = (flags.failOn ?? ['refused']).map(failureOf);
      const defined = flags.configured?.options.crds ?? [];
      const crds = [...defined, ...(await readCrds(flags.crds, interruption))];
      const { external } = flags;
      const options = checkedOptions({ ...clusterOptions(flags), external, ...(crds.length === 0 ? {} : { crds }) });
      using progress = new Progress(true);
      progress.say('reading manifests');
      const { old, now } = await readSides(first, second, flags, interruption);
      for (const { detail, object } of old.unreadable) tell(`left out: ${object.name}: ${detail}`);
      for (const note of now.notes) tell(note);
      progress.say('simulating both sides');
      const found = diff(oneDeployment(old), oneDeployment(now), options);
      const difference = { ...found, refused: [...now.unreadable, ...found.refused] };
      progress.clear();
      print(FORMATS[flags.format](difference));
      done(failOn.some((what) => difference[what].length > 0) ? 1 : 0);
    },
  );
}

function failOnOption(): Option {
  const option = listOption('--fail-on <what>', 'what exits with 1, in a list (default: refused)');
  option.argChoices = [...FAILURES];
  return option;
}

async function readSides(
  first: string | undefined,
  second: string | undefined,
  { git, ...flags }: DiffFlags,
  interruption: Interruption,
): Promise<{ readonly old: Input; readonly now: Input }> {
  if (git !== undefined) {
    if (first === undefined || first === '-' || second !== undefined) {
      throw new UsageError(`diff --git ${git}: expected one file or folder, which is compared with what it was then`);
    }
    const old = await readRevision(git, first, async (path) =>
      path === undefined ? NOTHING : readInput([path], interruption, { ...flags, ...movedWith(first, path, flags) }),
    );
    return { old, now: existsSync(first) ? await readInput([first], interruption, flags) : NOTHING };
  }
  if (first === undefined) throw new UsageError('diff: expected OLD and NEW, or --git REVISION and one file or folder');
  if (first === '-' && second === '-')
    throw new UsageError('diff - -: one side can come from stdin, the other from a file');
  const old = await readInput([first], interruption, flags);
  return { old, now: await readInput(second === undefined ? [] : [second], interruption, flags) };
}

function failureOf(given: string): (typeof FAILURES)[number] {
  const known = FAILURES.find((each) => each === given);
  if (known === undefined) throw new UsageError(`--fail-on ${given}: expected ${FAILURES.join(', ')}`);
  return known;
}
