import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { Argument, Option } from 'commander';
import { constructsFor } from '../init/constructs-for';
import { manifestsText } from '../init/manifests-text';
import { formatProof } from '../migrate/format-proof';
import { migrate } from '../migrate/migrate';
import type { Migration } from '../migrate/migrate';
import type { Proof } from '../migrate/proof/proof';
import { CLUSTER_DEFAULTS } from '../terms/cluster-defaults';
import { PLAIN } from '../terms/layout';
import { formatter, printableJson } from '../terms/printable';
import type { ClusterFlags } from './cluster-options';
import { addClusterOptions, clusterOptions } from './cluster-options';
import type { ConfiguredFlags } from './configuration';
import { destinationOf } from './destination';
import { withExamples } from './examples';
import type { ExitCode } from './exit-code';
import { checkedOptions, externalOption, repeated } from './finding-options';
import { readInput } from './input/input';
import type { InputFlags } from './input/input-options';
import { addInputOptions } from './input/input-options';
import { notesOn, oneDeployment } from './input/tell-input';
import type { Interruption } from './interruption';
import { asideStyle, print, printAside, tell } from './print';
import { Progress } from './progress';
import { UsageError } from './usage-error';

interface MigrateFlags extends ClusterFlags, ConfiguredFlags, InputFlags {
  readonly to: 'gateway';
  readonly gatewayClass: string;
  readonly gateway?: string;
  readonly format: 'yaml' | 'typescript' | 'json';
  readonly report?: string;
  readonly accept: readonly string[];
  readonly failOn: 'unexplained' | 'difference';
  readonly external: readonly string[];
}

/** `cdk8s-net migrate ingress`: Gateways and routes in place of Ingresses, and the proof of what they do. */
export function addMigrateCommand(program: Command, done: (code: ExitCode) => void, interruption: Interruption): void {
  const command = program
    .command('migrate')
    .description('Gateways and routes in place of Ingresses, with the proof of what they do')
    .addArgument(new Argument('<WHAT>', 'what is migrated').choices(['ingress']))
    .argument('[FILE|DIR|-...]', 'manifests, charts and kustomizations; default: the app that cdk8s.yaml names')
    .addOption(new Option('--to <target>', 'what it becomes').choices(['gateway']).default('gateway'))
    .option('--gateway-class <name>', 'class of the Gateways', 'gateway')
    .option('--gateway <name>', 'name of the Gateway, or namespace/name (default: edge, where the certificates are)')
    .addOption(
      new Option('--format <format>', 'what is printed: the new manifests, constructs that declare them, or the proof')
        .choices(['yaml', 'typescript', 'json'])
        .default('yaml'),
    )
    .option('--report <file>', 'where the proof is written, - for stdout (default: stderr)')
    .addOption(repeated('--accept <name=reason>', 'a difference that is all right, and why'))
    .addOption(
      new Option(
        '--fail-on <what>',
        'what exits with 1: differences that nothing explains, or all that nobody accepted',
      )
        .choices(['unexplained', 'difference'])
        .default('unexplained'),
    )
    .addOption(externalOption());
  withExamples(command, [
    [
      'cdk8s-net migrate ingress manifests/ > gateway.yaml',
      'the new manifests in a file, notes and proof on the terminal',
    ],
    [
      'cdk8s-net migrate ingress manifests/ --gateway-class contour --gateway infra/edge --format typescript',
      'typed constructs for a Gateway infra/edge of class contour',
    ],
    [
      "kubectl get ingress,svc,secret -A -o yaml | cdk8s-net migrate ingress - --fail-on difference --accept 'redirect-slash=clients follow it'",
      'what a cluster has; one difference is all right',
    ],
  ]);
  addInputOptions(addClusterOptions(command)).action(
    async (_: 'ingress', files: readonly string[], flags: MigrateFlags) => {
      const accept = acceptedBy(flags.accept);
      const report = reportTo(flags);
      const cluster = checkedOptions({ ...clusterOptions(flags), external: flags.external });
      using progress = new Progress(true);
      progress.say('reading manifests');
      const input = await readInput(files, interruption, flags);
      for (const { detail, object } of input.unreadable) tell(`left out: ${object.name}: ${detail}`);
      for (const note of notesOn(input, flags.namespace)) tell(note);
      progress.say('asking both sides');
      const { gatewayClass, gateway } = flags;
      const migration = migrate(oneDeployment(input), {
        gatewayClass,
        cluster,
        accept,
        ...(gateway === undefined ? {} : { gateway }),
      });
      progress.clear();
      if (migration.ingresses === 0)
        throw new UsageError('did not find an Ingress: name the files or folders that have some');
      if (flags.format === 'json') print(printableJson(migration.proof));
      else print(lines(text(migration, flags)));
      await report(migration.proof);
      done(isFailed(migration.proof, flags.failOn) ? 1 : 0);
    },
  );
}

function text(
  { manifests }: Migration,
  { format, namespace = CLUSTER_DEFAULTS.namespace }: MigrateFlags,
): readonly string[] {
  const written = format === 'yaml' ? manifestsText(manifests) : constructsFor(manifests, namespace);
  return written.trimEnd().split('\n');
}

const lines = formatter((all: readonly string[]) => all.join('\n'));

/** Where the proof goes; stdout holds manifests, or the proof as JSON. */
function reportTo({ report, format }: MigrateFlags): (proof: Proof) => Promise<void> {
  if (report === undefined) {
    return async (proof) => (format === 'json' ? undefined : printAside(formatProof(proof, asideStyle)));
  }
  if (report !== '-' && existsSync(report)) {
    throw new UsageError(`--report ${report}: the file is there already, and is not overwritten: name another one`);
  }
  const destination = destinationOf(report);
  return (proof) => destination.write(report.endsWith('.json') ? printableJson(proof) : formatProof(proof, PLAIN));
}

/** @throws UsageError for what does not name a difference and a reason */
function acceptedBy(given: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    given.map((each) => {
      const at = each.indexOf('=');
      const [name, reason] = [each.slice(0, Math.max(at, 0)), each.slice(at + 1).trim()];
      if (name === '' || reason === '')
        throw new UsageError(`--accept ${each}: expected NAME=REASON, as in redirect-slash=clients follow it`);
      return [name, reason];
    }),
  );
}

function isFailed({ differences }: Proof, failOn: MigrateFlags['failOn']): boolean {
  return differences.some(
    ({ state }) => state === 'unexplained' || state === 'opens' || (failOn === 'difference' && state === 'explained'),
  );
}
