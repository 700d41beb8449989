import type { Command } from 'commander';
import { Option } from 'commander';
import { EmbeddedTarget } from '../conformance';
import { externalHostsOf } from '../conformance/external-hosts';
import { formatReport } from '../conformance/format-report';
import type { Report } from '../conformance/report';
import { exitCodeOf } from '../conformance/report';
import type { Progress as Step } from '../conformance/verify';
import { verify } from '../conformance/verify';
import { countsOf } from '../diagnostics/format';
import { formatDiagnostics } from '../diagnostics/format-text';
import { NetworkModel } from '../model/network-model';
import { checkManifests } from '../rules/check-manifests';
import { readInput } from './input';
import type { ExitCode } from './exit-code';
import { colors, print } from './print';
import { Progress } from './progress';
import { parseReports, writeReport } from './report-files';

interface VerifyOptions {
  readonly proxyMode: 'iptables' | 'nftables' | 'ipvs';
  readonly namespace: string;
  readonly report: readonly string[];
  readonly quiet: boolean;
}

/** `cdk8s-net verify`: check, deploy, probe, report. */
export function addVerifyCommand(program: Command, done: (code: ExitCode) => void, signal: AbortSignal): void {
  program
    .command('verify')
    .description('deploy to a target, send real traffic, and say who answered')
    .argument('[FILE|DIR|-...]', 'manifests; default: the app that cdk8s.yaml names')
    .addOption(
      new Option('--proxy-mode <mode>', 'how kube-proxy works')
        .choices(['iptables', 'nftables', 'ipvs'])
        .default('iptables'),
    )
    .option('--namespace <name>', 'namespace of objects that name none', 'default')
    .option('--report <kind=FILE...>', 'write a report: json=FILE', [])
    .option('-q, --quiet', 'only the sum, and what is not as expected', false)
    .action(async (paths: string[], { proxyMode, namespace, report: reports, quiet }: VerifyOptions) => {
      const files = parseReports(reports);
      using progress = new Progress(!quiet);
      progress.say('reading manifests');
      const { manifests, intents } = await readInput(paths, signal);
      const target = new EmbeddedTarget({
        proxyMode,
        externalHosts: externalHostsOf(NetworkModel.of(manifests, { namespace })),
      });
      const provides = target.capabilities.has('loadBalancer') ? (['loadbalancer'] as const) : [];
      const diagnostics = checkManifests(manifests, { namespace, provides });
      if (diagnostics.length > 0) print(`${formatDiagnostics(diagnostics)}\n\n${countsOf(diagnostics)}\n`);
      if (diagnostics.some(({ source, severity }) => source === 'apiserver' && severity === 'error')) {
        print('not deployed: the API server would refuse it');
        return done(1);
      }
      const onProgress = (step: Step) => progress.say(describe(step));
      const report = await verify({ target, manifests, intents, namespace, diagnostics, signal, onProgress });
      progress[Symbol.dispose]();
      print(formatReport(quiet ? openOf(report) : report, { colors }));
      for (const file of files) writeReport(file, report);
      done(exitCodeOf(report.summary));
    });
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
  }
}
