import { copyFileSync, cpSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const ROOT = join(__dirname, '..');

/** The command line for processes of their own, made once for a run: with ts-node, each would compile it anew. */
export const builtCli = () => join(tmpdir(), 'built/lib/cli/main.js');

/** What browsers run, as `npm run page` has it. */
export async function buildPage(): Promise<void> {
  await build({
    entryPoints: [join(ROOT, 'src/report/browser/main.tsx')],
    bundle: true,
    minify: true,
    target: 'es2022',
    outfile: join(ROOT, 'assets/page.js'),
  });
}

export async function buildCli(): Promise<void> {
  await build({
    entryPoints: [join(ROOT, 'src/cli/main.ts')],
    bundle: true,
    platform: 'node',
    target: 'node20',
    external: ['@kubernetes/client-node'],
    outfile: builtCli(),
  });
  copyFileSync(join(ROOT, 'package.json'), join(tmpdir(), 'built/package.json'));
  cpSync(join(ROOT, 'assets'), join(tmpdir(), 'built/assets'), { recursive: true });
}
