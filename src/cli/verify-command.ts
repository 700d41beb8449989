import { join, parse } from 'node:path';
import type { Command } from 'commander';
import { Option } from 'commander';
import { compareReports } from '../conformance/compare';
import { externalHostsOf } from '../model/external-hosts';
import { formatComparison } from '../conformance/format-comparison';
import { formatReport } from '../conformance/format-report';
import type { Report } from '../conformance/report';
import { exitCodeOf } from '../conformance/report';
import type { Progress as Step } from '../conformance/verify';
import { verify } from '../conformance/verify';
import { countsOf } from '../diagnostics/format';
import { formatDiagnostics } from '../diagnostics/format-text';
import { NetworkModel } from '../model/network-model';
import { checkManifests } from '../rules/check-manifests';
import { NotSupportedError } from '../targets/kind/kube-proxy';
import type { Target } from '../targets/target';
import type { ExitCode } from './exit-code';
import type { Interruption } from './interruption';
import type { FindingFlags } from './finding-options';
import { addFindingOptions, findingOptions } from './finding-options';
import { readInput } from './input';
import { colors, print } from './print';
import { Progress } from './progress';
import type { ReportFile } from './report-files';
import { parseReports, writeReport } from './report-files';
import type { TargetOptions } from './target-options';
import { addTargetOptions, embedded, targetsOf } from './target-options';

interface VerifyOptions extends TargetOptions, FindingFlags {
  readonly namespace: string;
  readonly report: readonly string[];
  readonly quiet?: boolean;
}

/** `cdk8s-net verify`: check, deploy, probe, report. */
export function addVerifyCommand(program: Command, done: (code: ExitCode) => void, interruption: Interruption): void {
  const command = program
    .command('verify')
    .description('deploy to a target, send real traffic, and say who answered')
    .argument('[FILE|DIR|-...]', 'manifests; default: the app that cdk8s.yaml names')
    .option('--namespace <name>', 'namespace of objects that name none', 'default')
    .addOption(new Option('--report <kind=FILE...>', 'write reports: json=FILE, junit=FILE').default([], 'none'))
    .option('-q, --quiet', 'only the sum, and what is not as expected');
  addFindingOptions(addTargetOptions(command)).action(async (paths: string[], options: VerifyOptions) => {
    const { namespace, report: reports, quiet = false } = options;
    const files = parseReports(reports);
    const judging = await findingOptions(options, { namespace });
    using progress = new Progress(!quiet);
    progress.say('reading manifests');
    const { manifests, intents } = await readInput(paths, interruption);
    const externalHosts = externalHostsOf(NetworkModel.of(manifests, { namespace }));
    const targets = targetsOf(options, namespace, externalHosts, warn);
    const balances = targets.some(({ capabilities }) => capabilities.has('loadBalancer'));
    const provides = balances ? (['loadbalancer'] as const) : [];
    const diagnostics = checkManifests(manifests, { provides, ...judging });
    if (diagnostics.length > 0) print(`${formatDiagnostics(diagnostics)}\n\n${countsOf(diagnostics)}\n`);
    if (diagnostics.some(({ source, severity }) => source === 'apiserver' && severity === 'error')) {
      print('not deployed: the API server would refuse it');
      return done(1);
    }
    const run = (target: Target) => {
      const onProgress = (step: Step) => progress.say(`${target.name}: ${describe(step)}`);
      return verify({ target, manifests, intents, namespace, diagnostics, signal: interruption.signal, onProgress });
    };
    const codes: ExitCode[] = [];
    for (const target of targets) {
      let report: Report;
      try {
        report = await run(target);
        if (options.compare !== undefined) {
          report = compared(report, await run(embedded(options.proxyMode, namespace, externalHosts)));
        }
      } catch (error) {
        // Of several modes, those that the machine has are what counts.
        if (!(error instanceof NotSupportedError) || targets.length === 1) throw error;
        print(`${target.name}: not supported: ${error.message}\n`);
        continue;
      }
      progress.clear();
      print(formatReport(quiet ? openOf(report) : report, { colors }));
      if (report.comparison !== undefined) print(`\n${formatComparison(report, { colors })}`);
      for (const file of files) writeReport(targets.length === 1 ? file : fileFor(file, target), report);
      codes.push(codeOf(report));
    }
    done(codes.includes(1) ? 1 : codes.includes(2) || codes.length === 0 ? 2 : 0);
  });
}

function warn(sentence: string): void {
  process.stderr.write(`cdk8s-net: ${sentence}\n`);
}

function compared(report: Report, other: Report): Report {
  return { ...report, comparison: { with: other.target.name, differences: compareReports(report, other) } };
}

/** Cells that differ are mismatches, whatever else was found. */
function codeOf({ comparison, summary }: Report): ExitCode {
  return comparison !== undefined && comparison.differences.length > 0 ? 1 : exitCodeOf(summary);
}

/** `report.json` of one target among several: `report.kind-nftables.json`. */
function fileFor({ kind, file }: ReportFile, { name }: Target): ReportFile {
  const { dir, name: base, ext } = parse(file);
  return { kind, file: join(dir, `${base}.${name.replaceAll(' ', '-')}${ext}`) };
}

function openOf(report: Report): Report {
  return { ...report, probes: report.probes.filter(({ result }) => result === 'failed' || result === 'notRun') };
}

function describe(step: Step): string {
  switch (step.step) {
    case 'start':
      return 'starting the target';
    case 'deploy':
      return 'deploying';
    case 'probe':
      return `sending ${step.probes} probes`;
    case 'converge':
      return `waiting for ${step.open} probes to be as expected`;
    case 'cleanup':
      return 'removing what was deployed';
  }
}
