import { readFileSync, readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import ts from 'typescript';

const SRC = join(__dirname, '../src');

/** What each layer may import of the others. Arrows go down this list only. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  terms: [],
  runtime: [],
  diagnostics: ['terms'],
  yaml: ['terms'],
  cel: ['runtime', 'terms'],
  model: ['cel', 'yaml', 'terms', 'runtime'],
  rules: ['model', 'diagnostics', 'terms', 'runtime'],
  config: ['rules', 'model', 'diagnostics', 'terms', 'runtime'],
  constructs: ['config', 'rules', 'model', 'diagnostics', 'terms'],
  dataplane: ['probes', 'model', 'terms', 'runtime'],
  explain: ['dataplane', 'probes', 'model', 'terms'],
  requests: ['model', 'terms', 'runtime'],
  diff: ['requests', 'rules', 'dataplane', 'probes', 'model', 'diagnostics', 'terms'],
  migrate: ['diff', 'requests', 'rules', 'dataplane', 'probes', 'model', 'terms', 'runtime'],
  graph: ['explain', 'dataplane', 'probes', 'model', 'terms'],
  probes: ['model', 'terms', 'runtime'],
  targets: ['probes', 'dataplane', 'model', 'terms', 'runtime'],
  conformance: ['diff', 'explain', 'targets', 'probes', 'dataplane', 'model', 'diagnostics', 'terms', 'runtime'],
  report: [
    'conformance',
    'diff',
    'graph',
    'explain',
    'targets',
    'probes',
    'dataplane',
    'model',
    'diagnostics',
    'terms',
  ],
  plugin: ['config', 'rules', 'model', 'diagnostics', 'terms'],
  matchers: [
    'config',
    'conformance',
    'targets',
    'probes',
    'dataplane',
    'constructs',
    'rules',
    'model',
    'diagnostics',
    'terms',
    'runtime',
  ],
  init: ['constructs', 'rules', 'model', 'diagnostics', 'terms'],
  jest: ['matchers'],
  vitest: ['matchers'],
  cli: [
    'migrate',
    'init',
    'config',
    'report',
    'conformance',
    'diff',
    'graph',
    'explain',
    'targets',
    'probes',
    'dataplane',
    'rules',
    'model',
    'diagnostics',
    'terms',
    'runtime',
  ],
  'index.ts': ['plugin', 'constructs', 'config', 'rules', 'model', 'diagnostics', 'terms'],
};

/** Packages that only some layers may load. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  cdk8s: ['constructs', 'init', 'matchers'],
  constructs: ['constructs', 'matchers'],
  '@jest/globals': ['jest'],
  expect: ['jest'],
  vitest: ['vitest'],
  chokidar: ['cli'],
  commander: ['cli'],
  preact: ['report'],
  'preact/hooks': ['report'],
  'dns-packet': ['targets'],
  ignore: ['cli'],
  re2js: ['runtime'],
  picocolors: ['cli', 'conformance', 'diagnostics', 'diff', 'explain', 'migrate', 'rules'],
  'cli-table3': ['conformance'],
};

interface Import {
  readonly from: string;
  readonly to: string;
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => file.split(sep).join('/'));

function importsOf(file: string): readonly Import[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(SRC, file), 'utf8'), true, true);
  return importedFiles.map(({ fileName }) => ({ from: file, to: fileName }));
}

const imports = files.flatMap(importsOf);
// Data and styles are not code, and have no layer.
const local = imports
  .filter(({ to }) => to.startsWith('.') && !/\.(json|css)$/.test(to))
  .map(({ from, to }) => ({ from, to: resolve(from, to) }));
const code = (file: string) => readFileSync(join(SRC, file), 'utf8');
const layerOf = (file: string) => file.split('/')[0] as string;

function resolve(from: string, to: string): string {
  const path = relative(SRC, join(SRC, dirname(from), to.replace(/\.js$/, '')))
    .split(sep)
    .join('/');
  const found = [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`].find((file) => files.includes(file));
  if (found === undefined) throw new Error(`${from} imports ${to}, which is not a source file`);
  return found;
}

/** A file and all that it loads. */
function loadedBy(entry: string): ReadonlySet<string> {
  const loaded = new Set([entry]);
  for (const file of loaded) for (const { from, to } of local) if (from === file) loaded.add(to);
  return loaded;
}

test('a chart that only synthesizes loads nothing that runs, draws or reports', () => {
  const runners = ['dataplane', 'probes', 'targets', 'conformance', 'explain', 'graph', 'report', 'matchers', 'cli'];
  expect([...loadedBy('index.ts')].filter((file) => runners.includes(layerOf(file)))).toEqual([]);
});

describe('the layers', () => {
  test('are all named', () => {
    expect(new Set(files.map(layerOf))).toEqual(new Set(Object.keys(LAYERS)));
  });

  test('are as the page says', () => {
    const page = readFileSync(join(SRC, '../ARCHITECTURE.md'), 'utf8');
    const [, table = ''] = /^## Layers\n```\nsrc\/\n([^`]*)```/m.exec(page) ?? [];
    const said = table.split('\n').flatMap((line) => {
      const below = / {2,}(\S+(?: \S+)*)$/.exec(line)?.[1]?.replace(', cdk8s', '') ?? '';
      const names = /^ {2}((?:\w+\/(?:, )?)+)/.exec(line)?.[1]?.match(/\w+/g) ?? [];
      return names.map((name) => [name, below === 'imports nothing' ? [] : below.split(' ').sort()] as const);
    });
    const meant = Object.entries(LAYERS).map(([name, below]) => [name, [...below].sort()] as const);
    const { 'index.ts': _, ...layers } = { ...Object.fromEntries(meant), 'index.ts': [], cli: ['any'] };
    expect(Object.fromEntries(said)).toEqual(layers);
  });

  test('import only what is below them', () => {
    const wrong = local.filter(({ from, to }) => {
      const [here, there] = [layerOf(from), layerOf(to)];
      return here !== there && !(LAYERS[here] ?? []).includes(there);
    });
    expect(wrong).toEqual([]);
  });

  test('load only the packages that are theirs', () => {
    const wrong = imports
      .filter(({ to }) => !to.startsWith('.') && !to.startsWith('node:') && !builtinModules.includes(to))
      .filter(({ from, to }) => !(PACKAGES[to] ?? []).includes(layerOf(from)));
    expect(wrong).toEqual([]);
  });

  test('have no cycle between files', () => {
    const arrows = new Map<string, string[]>(files.map((file) => [file, []]));
    for (const { from, to } of local) arrows.get(from)?.push(to);
    const done = new Set<string>();
    const visit = (file: string, path: readonly string[]): readonly string[] | undefined => {
      if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
      if (done.has(file)) return undefined;
      for (const to of arrows.get(file) ?? []) {
        const cycle = visit(to, [...path, file]);
        if (cycle !== undefined) return cycle;
      }
      done.add(file);
      return undefined;
    };
    expect(files.map((file) => visit(file, [])).find((cycle) => cycle !== undefined)).toBeUndefined();
  });

  test('let text out in one place only', () => {
    const found = files.filter((file) => /process\.(stdout|stderr)|\bconsole\./.test(code(file)));
    expect(found).toEqual(['cli/print.ts', 'constructs/diagnostics.ts', 'targets/kind/guarded.ts']);
  });

  test('make text printable in one place only', () => {
    const found = files.filter((file) => /as (unknown as )?Printable\b|(?<!Promise)<Printable>/.test(code(file)));
    expect(found).toEqual(['terms/printable.ts']);
  });

  test('keep files small', () => {
    const long = files.filter((file) => readFileSync(join(SRC, file), 'utf8').split('\n').length > 301);
    expect(long).toEqual([]);
  });
});
