import { Command, Option } from 'commander';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { formatDiagnostics } from '../diagnostics/format-text';
import { checkManifests } from '../rules/check-manifests';
import { readInput } from './input';
import type { ExitCode } from './main';
import { print } from './print';

interface CheckOptions {
  readonly format: 'text' | 'json';
  readonly failOn: 'error' | 'warning';
  readonly kubernetesVersion: string;
  readonly namespace: string;
}

/** `cdk8s-net check`: every finding, no cluster. */
export function checkCommand(done: (code: ExitCode) => void): Command {
  return new Command('check')
    .description('every finding on manifests, without a cluster')
    .argument('[FILE|DIR|-...]', 'manifests; default: the app that cdk8s.yaml names')
    .addOption(new Option('--format <format>', 'how findings are printed').choices(['text', 'json']).default('text'))
    .addOption(
      new Option('--fail-on <severity>', 'lowest severity that exits with 1')
        .choices(['error', 'warning'])
        .default('error'),
    )
    .option('--kubernetes-version <version>', 'minor version of the cluster, 1.31 to 1.37', '1.34')
    .option('--namespace <name>', 'namespace of objects that name none', 'default')
    .action(async (paths: string[], { format, failOn, kubernetesVersion, namespace }: CheckOptions) => {
      const { manifests } = await readInput(paths, undefined);
      const diagnostics = checkManifests(manifests, { kubernetesVersion, namespace });
      if (format === 'json') print(JSON.stringify({ diagnostics }, undefined, 2));
      else if (diagnostics.length > 0) print(`${formatDiagnostics(diagnostics)}\n\n${countsOf(diagnostics)}`);
      else print(`no findings on ${manifests.length} objects`);
      done(diagnostics.some(({ severity }) => severity === 'error' || severity === failOn) ? 1 : 0);
    });
}

/** `2 errors, 1 warning`. */
export function countsOf(diagnostics: readonly Diagnostic[]): string {
  return (['error', 'warning', 'info'] as const)
    .map((severity) => [severity, diagnostics.filter((diagnostic) => diagnostic.severity === severity).length] as const)
    .filter(([severity, count]) => count > 0 || severity === 'error')
    .map(([severity, count]) => `${count} ${severity}${count === 1 ? '' : 's'}`)
    .join(', ');
}
