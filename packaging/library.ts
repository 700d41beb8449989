/**
 * Puts all modules that the main entry point needs into one file, `lib/bundle/library.js`, which is loaded in a quarter of the time
 * that they take. Of those that others import as well, files are left that take them from there, so that each module is there once,
 * whichever entry point asks for it.
 *
 *   ts-node --transpile-only packaging/library.ts     after the sources were compiled
 */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { exports as exported } from '../package.json';

const ROOT = join(__dirname, '..');
/** As paths below `lib`, without extension. */
const ENTRY_POINTS = Object.values(exported).flatMap((each) =>
  typeof each === 'string' ? [] : each.default.replace('./lib/', '').replace(/\.m?js$/, ''),
);
const BUNDLE = 'bundle/library.js';
const OPTIONS = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  target: 'node20',
  // Not names: stacks and classes of constructs have them.
  minifySyntax: true,
  minifyWhitespace: true,
  packages: 'external',
  external: ['*.json'],
  logLevel: 'warning',
} satisfies BuildOptions;

/** What each module imports; all are paths below `src`, without extension. */
async function importsOf(entryPoints: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const { metafile } = await build({
    ...OPTIONS,
    entryPoints: [...entryPoints],
    write: false,
    outdir: '.',
    metafile: true,
  });
  const named = (path: string) => relative('src', path).replace(/\.ts$/, '');
  return new Map(
    Object.entries(metafile.inputs).map(([path, { imports }]) => [
      named(path),
      imports.filter(({ external }) => external !== true).map((each) => named(each.path)),
    ]),
  );
}

/** The modules of the bundle, and those of them that others, which stay as they are, import. */
async function modules(): Promise<{ readonly all: readonly string[]; readonly imported: readonly string[] }> {
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
  const compiled = sources.filter((path) => path.endsWith('.ts') && !path.startsWith('report/browser/'));
  const [within, everywhere] = await Promise.all([
    importsOf(['src/index.ts']),
    importsOf(compiled.map((path) => join('src', path))),
  ]);
  const imported = new Set(ENTRY_POINTS.filter((name) => within.has(name)));
  for (const [name, imports] of everywhere) {
    if (!within.has(name)) for (const each of imports) if (within.has(each)) imported.add(each);
  }
  return { all: [...within.keys()], imported: [...imported].sort() };
}

async function main(): Promise<void> {
  const { all, imported } = await modules();
  await build({
    ...OPTIONS,
    stdin: {
      contents: imported.map((name) => `export * as ${JSON.stringify(name)} from './${name}';`).join('\n'),
      resolveDir: join(ROOT, 'src'),
    },
    // As TypeScript marks its modules.
    footer: {
      js: 'for(const each of Object.values(module.exports))Object.defineProperty(each,"__esModule",{value:true});',
    },
    outfile: `lib/${BUNDLE}`,
  });
  const library = (await import(join(ROOT, 'lib', BUNDLE))) as Record<string, object>;
  for (const name of all) rmSync(join(ROOT, 'lib', `${name}.js`));
  for (const name of imported) {
    const path = posix.relative(dirname(name), BUNDLE);
    // The second line tells those who import it as an ES module what it exports.
    const text = `module.exports = require('${path.startsWith('.') ? path : `./${path}`}')['${name}'];
0 && (module.exports = { ${Object.keys(library[name] ?? {}).join(', ')} });
`;
    writeFileSync(join(ROOT, 'lib', `${name}.js`), text);
  }
}

void main();
