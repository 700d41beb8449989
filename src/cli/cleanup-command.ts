import type { Command } from 'commander';
import { hasKubeconfig } from '../targets/cluster/api-server';
import { cleanup } from '../targets/cluster/cleanup';
import { clientLibrary } from '../targets/cluster/client-library';
import { deleteOwnClusters } from '../targets/kind/cleanup';
import { printable } from '../terms/printable';
import { withExamples } from './examples';
import type { ExitCode } from './exit-code';
import type { Interruption } from './interruption';
import { print } from './print';
import { Progress } from './progress';

interface CleanupOptions {
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly kindOnly?: boolean;
}

/** `cdk8s-net cleanup`: what runs left that were killed. */
export function addCleanupCommand(program: Command, done: (code: ExitCode) => void, interruption: Interruption): void {
  const command = program
    .command('cleanup')
    .description('remove what runs left behind: kind clusters, and labelled objects of the current context')
    .option('--kubeconfig <file>', 'the file to use in place of KUBECONFIG')
    .option('--context <name>', 'the context to use in place of the current one')
    .option('--kind-only', 'only kind clusters; no other cluster is looked at')
    .action(async ({ kindOnly = false, ...options }: CleanupOptions) => {
      using progress = new Progress(true);
      progress.say('removing what runs left');
      const nowhere = kindOnly || (options.kubeconfig === undefined && !hasKubeconfig());
      // Whatever stops it from running stops it before anything is gone.
      if (!nowhere) await clientLibrary();
      const clusters = await deleteOwnClusters();
      const { removed, left } = nowhere ? { removed: [], left: [] } : await cleanup(options, interruption.signal);
      progress[Symbol.dispose]();
      for (const one of [...clusters, ...removed]) print(printable(`removed ${one}`));
      for (const one of left) print(printable(`still there: ${one}: its finalizers, or its node, do not let it go`));
      if (clusters.length + removed.length + left.length === 0) print(printable('nothing is left'));
      done(left.length === 0 ? 0 : 1);
    });
  withExamples(command, [
    ['cdk8s-net cleanup', 'kind clusters, and what is labelled on the cluster of the current context'],
    ['cdk8s-net cleanup --kind-only', 'kind clusters alone'],
    ['cdk8s-net cleanup --context staging', 'another context of the kubeconfig'],
  ]);
}
