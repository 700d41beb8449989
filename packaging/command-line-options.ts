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

/** Modules of Node that take milliseconds to load, and that few inputs need: the first who asks for something of one loads it. */
const atFirstUse: Plugin = {
  name: 'at-first-use',
  setup: (bundle) => {
    const filter = /^node:(child_process|crypto|fs\/promises|stream\/consumers|v8)$/;
    bundle.onResolve({ filter }, ({ path, namespace }) =>
      namespace === 'at-first-use' ? { path, external: true } : { path, namespace: 'at-first-use' },
    );
    bundle.onLoad({ filter, namespace: 'at-first-use' }, async ({ path }) => {
      const names = JSON.stringify(Object.keys((await import(path)) as object));
      const get = `() => require('${path}')[name]`;
      return {
        contents: `for (const name of ${names}) Object.defineProperty(exports, name, { enumerable: true, get: ${get} });`,
      };
    });
  },
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
  plugins: [onDemand, atFirstUse],
  logLevel: 'warning',
} satisfies BuildOptions;
