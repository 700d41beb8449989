import { join } from 'node:path';
import type { BuildOptions, Plugin } from 'esbuild';

/** What is imported only when it is asked for stays in `lib`. */
const onDemand: Plugin = {
  name: 'on-demand',
  setup: (bundle) =>
    bundle.onResolve({ filter: /^\./ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    ),
};

/** The bundles of the command line: `check.bundle.js` with what `check` needs, and `run.bundle.js` without any command. */
export const COMMAND_LINE = {
  absWorkingDir: join(__dirname, '..'),
  entryPoints: ['src/cli/check.ts', 'src/cli/run.ts'],
  entryNames: '[name].bundle',
  outdir: 'lib/cli',
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  supported: { 'dynamic-import': false },
  external: ['*.json', 're2js'],
  plugins: [onDemand],
  logLevel: 'warning',
} satisfies BuildOptions;
