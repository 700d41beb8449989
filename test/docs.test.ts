import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '..');

const pages = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  ...markdownBelow('docs'),
  ...markdownBelow('examples'),
];

function markdownBelow(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
}

/** The ts fences of a page, each under the name of a file beside the tests. */
function fencesOf(page: string): readonly (readonly [string, string])[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, code = ''], index) => [
    join(ROOT, 'test', `${page.replaceAll(/\W/g, '-')}-${index + 1}.ts`),
    `${code}\nexport {};\n`,
  ]);
}

const fences = new Map(pages.flatMap(fencesOf));

const options: ts.CompilerOptions = {
  ...ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(ROOT, 'test/tsconfig.json'), (path) => ts.sys.readFile(path)).config,
    ts.sys,
    join(ROOT, 'test'),
  ).options,
  noUnusedLocals: false,
  paths: {
    'cdk8s-net': [join(ROOT, 'src/index.ts')],
    'cdk8s-net/conformance': [join(ROOT, 'src/conformance/index.ts')],
    'cdk8s-net/rules': [join(ROOT, 'src/rules/index.ts')],
    'cdk8s-net/jest': [join(ROOT, 'src/jest/index.ts')],
  },
};
const host = ts.createCompilerHost(options);
const getSourceFile = host.getSourceFile.bind(host);
const fileExists = host.fileExists.bind(host);
host.fileExists = (name) => fences.has(name) || fileExists(name);
host.getSourceFile = (name, target, ...rest) => {
  const code = fences.get(name);
  return code === undefined ? getSourceFile(name, target, ...rest) : ts.createSourceFile(name, code, target);
};

describe('the pages', () => {
  const program = ts.createProgram([...fences.keys()], options, host);

  test('show code', () => expect(fences.size).toBeGreaterThan(0));

  test.each([...fences.keys()].map((file) => [relative(join(ROOT, 'test'), file), file]))('compile: %s', (_, file) => {
    const source = program.getSourceFile(file);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    expect(found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
  });

  test.each(pages)('link only to what is there: %s', (page) => {
    const text = readFileSync(join(ROOT, page), 'utf8');
    const broken = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
      .map(([, target = '']) => target)
      .filter(
        (target) =>
          !ts.sys.fileExists(join(ROOT, page, '..', target)) && !ts.sys.directoryExists(join(ROOT, page, '..', target)),
      );
    expect(broken).toEqual([]);
  });
});
