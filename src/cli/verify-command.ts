import type { Command } from 'commander';
import { sift } from '../conformance/accepted';
import { compareReports } from '../conformance/compare';
import { formatComparison } from '../conformance/format-comparison';
import { formatReport } from '../conformance/format-report';
import type { Report } from '../conformance/report';
import { exitCodeOf } from '../conformance/report';
import type { Progress as Step } from '../conformance/verify';
import { verify } from '../conformance/verify';
import { formatFindings } from '../diagnostics/format';
import { clusterFor } from '../explain/cluster-for';
import type { Intent } from '../model/intents';
import { INTENTS_FILE, parseIntents } from '../model/intents';
import { readIntents } from '../model/intents-file';
import type { Result } from '../probes/judge';
import { checkManifests } from '../rules/check-manifests';
import { NotSupportedError } from '../targets/kind/kube-proxy';
import type { Target } from '../targets/target';
import { CLUSTER_DEFAULTS, withoutUndefined } from '../terms/cluster-defaults';
import { PLAIN } from '../terms/layout';
import { describeRef } from '../terms/object-ref';
import { printable } from '../terms/printable';
import { CURRENT_PROXY_MODES } from '../terms/proxy-mode';
import { listed } from '../terms/sentence';
import type { ClusterFlags } from './cluster-options';
import { addClusterOptions, clusterOptions, ipFamilyOption } from './cluster-options';
import { withExamples } from './examples';
import type { ExitCode } from './exit-code';
import type { FindingFlags } from './finding-options';
import { addFindingOptions, findingOptions } from './finding-options';
import { readInput } from './input/input';
import type { InputFlags } from './input/input-options';
import { addInputOptions } from './input/input-options';
import { readText } from './input/read-text';
import { oneDeployment } from './input/tell-input';
import type { Interruption } from './interruption';
import { listOption } from './list-option';
import { print, printAside, style as stdoutStyle, tell } from './print';
import { Progress } from './progress';
import { parseReports, ReportWriter } from './report-files';
import type { TargetOptions } from './target-options';
import { addTargetOptions, embedded, targetsOf } from './target-options';
import { onceOrWatched, WATCH } from './watch-option';

interface VerifyOptions extends TargetOptions, ClusterFlags, FindingFlags, InputFlags {
  readonly report: readonly string[];
  readonly intents?: readonly string[];
  readonly quiet?: boolean;
  readonly full?: boolean;
  readonly watch?: boolean;
}

/** `cdk8s-net verify`: check, deploy, probe, report. */
export function addVerifyCommand(program: Command, done: (code: ExitCode) => void, interruption: Interruption): void {
  const command = program
    .command('verify')
    .description('deploy to a target, send real traffic, and say who answered')
    .argument('[FILE|DIR|-...]', 'manifests; default: the app that cdk8s.yaml names')
    .addOption(ipFamilyOption())
    .addOption(
      listOption('--report <kind=FILE>', 'write reports: html=FILE, json=FILE, junit=FILE').default([], 'none'),
    )
    .addOption(listOption('--intents <file>', 'what ought to be reachable and what not, in YAML or JSON'))
    .option(...WATCH)
    .option('--full', 'every row of the matrix, those where everything is as declared as well')
    .option('-q, --quiet', 'only the sum, and what is not as expected');
  withExamples(command, [
    ['cdk8s-net verify', 'the app of cdk8s.yaml, in this process'],
    [
      'cdk8s-net verify manifests/ --target kind --report junit=report.xml',
      'on a kind cluster that is made and removed, with a report for CI',
    ],
    [
      'cdk8s-net verify manifests/ --target kubeconfig --attach',
      'what is deployed already, on the cluster of the current context',
    ],
  ]);
  addFindingOptions(addInputOptions(addTargetOptions(addClusterOptions(command)))).action(
    async (paths: string[], options: VerifyOptions) => {
      const { watch = false } = options;
      done(await onceOrWatched(paths, watch, () => verifyOnce(paths, options, interruption), interruption));
    },
  );
}

async function verifyOnce(
  paths: readonly string[],
  options: VerifyOptions,
  interruption: Interruption,
): Promise<ExitCode> {
  const { report: reports, external, quiet = false, full = false } = options;
  const files = parseReports(reports);
  const judging = await findingOptions(options, clusterOptions(options));
  const { kubernetesVersion: _, ...cluster } = clusterOptions(options);
  const naming = cluster.namespace === undefined ? {} : { namespace: cluster.namespace };
  using progress = new Progress(!quiet);
  progress.say('reading manifests');
  const input = await readInput(paths, interruption, options);
  const { notes, unreadable } = input;
  const intents = [...input.intents, ...intentsIn(options.intents, cluster.namespace)];
  const manifests = oneDeployment(input);
  for (const note of notes) tell(note);
  const targets = targetsOf(options, cluster, tell);
  const runs = targets.map((target, index) => ({
    target,
    proxyMode: options.proxyMode === 'all' ? CURRENT_PROXY_MODES[index] : options.proxyMode,
    writer: new ReportWriter(files, targets.length === 1 ? undefined : CURRENT_PROXY_MODES[index]),
  }));
  const aside = runs.some(({ writer }) => writer.takesStdout);
  const say = aside ? printAside : print;
  const style = { ...(aside ? PLAIN : stdoutStyle), full };
  const diagnostics = [...unreadable, ...checkManifests(manifests, { provides: ['loadbalancer'], ...judging })];
  if (diagnostics.length > 0) {
    say(formatFindings(diagnostics, style));
    say(NOTHING);
  }
  const { accepted, reasons } = sift(manifests, diagnostics, cluster.namespace ?? CLUSTER_DEFAULTS.namespace);
  const refused = reasons.filter(({ object }) => object.kind !== '').map(({ object }) => describeRef(object));
  if (refused.length > 0) say(printable(`not deployed, as the API server would refuse it: ${listed(refused)}`));
  const run = (target: Target) => {
    const onProgress = (step: Step) =>
      progress.say(`${target.name}: ${describe(step)}`, step.step === 'probe' ? step.done / step.probes : undefined);
    const { signal } = interruption;
    return verify({ target, manifests, intents, ...naming, external, diagnostics, signal, onProgress });
  };
  const codes: ExitCode[] = [];
  for (const { target, proxyMode, writer } of runs) {
    let report: Report;
    try {
      report = await run(target);
      if (options.compare !== undefined) {
        report = compared(report, await run(embedded(options, cluster, report.target.nodes)));
      }
    } catch (error) {
      // Of several modes, those that the machine has are what counts.
      if (!(error instanceof NotSupportedError) || targets.length === 1) throw error;
      say(printable(`${target.name}: not supported: ${error.message}`));
      say(NOTHING);
      continue;
    }
    progress.clear();
    say(formatReport(quiet ? openOf(report) : report, style));
    if (report.comparison !== undefined) {
      say(NOTHING);
      say(formatComparison(report, style));
    }
    await writer.write(report, () => clusterFor(accepted, withoutUndefined({ ...cluster, external, proxyMode })));
    codes.push(codeOf(report));
  }
  return codes.includes(1) ? 1 : codes.includes(2) || codes.length === 0 ? 2 : 0;
}

/** The intents of files; those that synthesis wrote are of another form than those of people. */
function intentsIn(files: readonly string[] = [], namespace: string | undefined): readonly Intent[] {
  return files.flatMap((file) => {
    const text = readText(file);
    return file.endsWith(INTENTS_FILE) ? parseIntents(text, file) : readIntents(text, file, namespace);
  });
}

/** An empty line. */
const NOTHING = printable('');

function compared(report: Report, other: Report): Report {
  return { ...report, comparison: { with: other.target.name, differences: compareReports(report, other) } };
}

/** Cells that differ are mismatches, whatever else was found. */
function codeOf({ comparison, summary, diagnostics }: Report): ExitCode {
  return comparison !== undefined && comparison.differences.length > 0 ? 1 : exitCodeOf(summary, diagnostics);
}

/** What a quiet report leaves out. */
const QUIET: ReadonlySet<Result> = new Set(['passed', 'notSupported']);

function openOf(report: Report): Report {
  return { ...report, probes: report.probes.filter(({ result }) => !QUIET.has(result)) };
}

function describe(step: Step): string {
  switch (step.step) {
    case 'start':
      return 'starting the target';
    case 'deploy':
      return 'deploying';
    case 'probe':
      return `probe ${step.done} of ${step.probes}`;
    case 'converge':
      return `waiting for ${step.open} probes to be as expected`;
    case 'cleanup':
      return 'removing what was deployed';
  }
}
