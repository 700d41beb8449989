import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

/** Modules as one file each in a new folder, for processes of their own: with ts-node, each would compile all sources anew. */
export async function bundled(modules: readonly string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-net-bundles-'));
  await build({
    entryPoints: [...modules],
    bundle: true,
    platform: 'node',
    target: 'node20',
    sourcemap: 'inline',
    entryNames: '[name]',
    outdir: folder,
    logLevel: 'error',
  });
  return folder;
}

/** Where the bundle of a module is. */
export function bundleOf(folder: string, module: string): string {
  return join(folder, `${basename(module, '.ts')}.js`);
}
