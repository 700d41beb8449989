import type { Command } from 'commander';
import { Option } from 'commander';
import { CLUSTER_DEFAULTS } from '../terms/cluster-defaults';
import type { Format } from '../diagnostics/format';
import { FORMATS } from '../diagnostics/format';
import { unknownKinds } from '../model/api-kinds';
import { RULES } from '../rules';
import { checkAlternatives } from './check-alternatives';
import type { ExitCode } from './exit-code';
import type { Interruption } from './interruption';
import type { FindingFlags } from './finding-options';
import { addFindingOptions, findingOptions } from './finding-options';
import { readInput } from './input/input';
import type { InputOptions } from './input/input-options';
import { addInputOptions } from './input/input-options';
import { notesOn } from './input/tell-input';
import { UNREADABLE } from './input/unreadable';
import { listOption } from './list-option';
import { print, tell } from './print';
import { Progress } from './progress';
import { version } from './version';

interface CheckFlags extends FindingFlags, Required<Pick<InputOptions, 'render'>> {
  readonly helmValues?: readonly string[];
  readonly ignore?: readonly string[];
  readonly format: Format;
  readonly failOn: 'error' | 'warning';
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly kubernetesVersion: string;
  readonly namespace?: string;
  readonly serviceClusterIpRange?: readonly string[];
  readonly serviceNodePortRange: string;
}

/** `cdk8s-net check`: every finding, no cluster. */
export function addCheckCommand(program: Command, done: (code: ExitCode) => void, interruption: Interruption): void {
  const command = program
    .command('check')
    .description('every finding on manifests, without a cluster')
    .argument('[FILE|DIR|-...]', 'manifests; default: the app that cdk8s.yaml names')
    .addOption(
      new Option('--format <format>', 'how findings are printed').choices(Object.keys(FORMATS)).default('text'),
    )
    .addOption(
      new Option('--fail-on <severity>', 'lowest severity that exits with 1')
        .choices(['error', 'warning'])
        .default('error'),
    )
    .option('-q, --quiet', 'only findings that exit with 1')
    .option(
      '-v, --verbose',
      'as text, each finding of severity info, not one line for each rule, and each file skipped',
    )
    .option('--kubernetes-version <version>', 'minor version of the cluster, 1.31 to 1.37', '1.34')
    .option('--namespace <name>', 'namespace of objects that name none (default: default)')
    .addOption(
      listOption(
        '--service-cluster-ip-range <cidr>',
        'addresses of Services, one CIDR for each IP family (default: 10.96.0.0/16, or what the input asks for)',
      ),
    )
    .option('--service-node-port-range <range>', 'node ports of Services', CLUSTER_DEFAULTS.serviceNodePortRange);
  addFindingOptions(addInputOptions(command)).action(async (paths: string[], flags: CheckFlags) => {
    const {
      format,
      failOn,
      quiet = false,
      verbose = false,
      kubernetesVersion,
      namespace,
      serviceClusterIpRange,
      serviceNodePortRange,
    } = flags;
    const cluster = {
      kubernetesVersion,
      serviceNodePortRange,
      ...(namespace === undefined ? {} : { namespace }),
      ...(serviceClusterIpRange === undefined ? {} : { serviceClusterIPRange: serviceClusterIpRange }),
    };
    const options = await findingOptions(flags, cluster);
    using progress = new Progress(!quiet);
    progress.say('reading manifests');
    const input = await readInput(paths, interruption, flags);
    const diagnostics = [...input.unreadable, ...checkAlternatives(input.deployments, options)];
    progress.clear();
    const failing = diagnostics.filter(({ severity }) => severity === 'error' || severity === failOn);
    const isSilent = quiet && format === 'text' && failing.length === 0;
    const shown = quiet ? failing : diagnostics;
    const checked = {
      objects: input.manifests.length,
      unknown: unknownKinds(input.manifests),
      skipped: input.skipped,
      rules: [UNREADABLE, ...RULES],
      toolVersion: version(),
      verbose,
    };
    if (!quiet) for (const note of notesOn(input, namespace)) tell(note);
    if (!isSilent) print(FORMATS[format](shown, checked));
    done(failing.length > 0 ? 1 : 0);
  });
}
