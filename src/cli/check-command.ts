import type { Command } from 'commander';
import { Option } from 'commander';
import type { Format } from '../diagnostics/format';
import { FORMATS } from '../diagnostics/format';
import { RULES } from '../rules';
import type { BaselineFlags } from './baseline-file';
import { weighAgainstBaseline } from './baseline-file';
import { checkAlternatives } from './check-alternatives';
import type { ClusterFlags } from './cluster-options';
import { addClusterOptions, clusterOptions } from './cluster-options';
import { withExamples } from './examples';
import type { ExitCode } from './exit-code';
import type { FindingFlags } from './finding-options';
import { addFindingOptions, findingOptions } from './finding-options';
import { readInput } from './input/input';
import type { InputFlags } from './input/input-options';
import { addInputOptions } from './input/input-options';
import { notesOn } from './input/tell-input';
import { UNREADABLE } from './input/unreadable';
import type { Interruption } from './interruption';
import { print, style, tell } from './print';
import { Progress } from './progress';
import { crdsOption, readCrds } from './read-crds';
import { unknownKinds } from './unknown-kinds';
import { version } from './version';
import { onceOrWatched, WATCH } from './watch-option';

interface CheckFlags extends FindingFlags, ClusterFlags, InputFlags, BaselineFlags {
  readonly format: Format | 'html';
  readonly failOn: 'error' | 'warning';
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly watch?: boolean;
  readonly crds?: readonly string[];
}

/** `cdk8s-net check`: every finding, no cluster. */
export function addCheckCommand(program: Command, done: (code: ExitCode) => void, interruption: Interruption): void {
  const command = program
    .command('check')
    .description('every finding on manifests, without a cluster')
    .argument('[FILE|DIR|-...]', 'manifests; default: the app that cdk8s.yaml names')
    .addOption(
      new Option('--format <format>', 'how findings are printed')
        .choices([...Object.keys(FORMATS), 'html'])
        .default('text'),
    )
    .addOption(
      new Option('--fail-on <severity>', 'lowest severity that exits with 1')
        .choices(['error', 'warning'])
        .default('error'),
    )
    .addOption(crdsOption())
    .option('--baseline <file>', 'findings that were there before, to be left out')
    .option('--write-baseline', 'write what is found to the file of --baseline')
    .option(...WATCH)
    .option('-q, --quiet', 'only findings that exit with 1')
    .option(
      '-v, --verbose',
      'as text, each finding of severity info, not one line for each rule, and each file skipped',
    );
  withExamples(command, [
    ['cdk8s-net check manifests/', 'every finding on a folder, charts and kustomizations rendered'],
    ['helm template . | cdk8s-net check --fail-on warning', 'what another program prints; warnings fail as well'],
    ['cdk8s-net check --format sarif > findings.sarif', 'the app of cdk8s.yaml, for code scanning'],
  ]);
  addFindingOptions(addInputOptions(addClusterOptions(command))).action(async (paths: string[], flags: CheckFlags) => {
    const { watch = false } = flags;
    done(await onceOrWatched(paths, watch, () => check(paths, flags, interruption), interruption));
  });
}

async function check(paths: readonly string[], flags: CheckFlags, interruption: Interruption): Promise<ExitCode> {
  const { format, failOn, quiet = false, verbose = false, namespace } = flags;
  const crds = await readCrds(flags.crds, interruption);
  const options = await findingOptions(flags, { ...clusterOptions(flags), ...(crds.length === 0 ? {} : { crds }) });
  using progress = new Progress(!quiet);
  progress.say('reading manifests');
  const input = await readInput(paths, interruption, flags);
  const found = [...input.unreadable, ...checkAlternatives(input.deployments, options)];
  const { diagnostics, known, notes } = await weighAgainstBaseline(found, flags);
  progress.clear();
  const failing = diagnostics.filter(({ severity }) => severity === 'error' || severity === failOn);
  const isSilent = quiet && format === 'text' && failing.length === 0;
  const shown = quiet ? failing : diagnostics;
  const checked = {
    objects: input.manifests.length,
    known,
    unknown: [...unknownKinds(input.manifests, options)],
    skipped: input.skipped,
    rules: [UNREADABLE, ...RULES],
    toolVersion: version(),
    verbose,
    style,
  };
  if (!quiet) for (const note of [...notesOn(input, namespace), ...notes]) tell(note);
  if (format === 'html') print((await import('./check-page')).formatCheckPage(input, found, shown, options));
  else if (!isSilent) print(FORMATS[format](shown, checked));
  return failing.length > 0 ? 1 : 0;
}
