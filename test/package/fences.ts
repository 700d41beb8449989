import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { ROOT } from './build';

/** How consumers compile; none of them skips the check of declarations. */
export const CONSUMERS: Readonly<Record<string, ts.CompilerOptions>> = {
  'CommonJS, without esModuleInterop': {
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    esModuleInterop: false,
  },
  nodenext: { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
  'a bundler': { module: ts.ModuleKind.Preserve, moduleResolution: ts.ModuleResolutionKind.Bundler },
};

const COMMON: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2016,
  lib: ['lib.es2016.d.ts'],
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: false,
  noEmit: true,
  declaration: true,
};

/** Every page of the repository that may hold code. */
export const PAGES = [
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

/** Writes each ts fence of the pages into a file of its own, below an app; under nodenext, of an ES module. */
export function writeFences(app: string, consumer: string): readonly string[] {
  const extension = consumer === 'nodenext' ? 'mts' : 'ts';
  return PAGES.flatMap((page) => {
    const text = readFileSync(join(ROOT, page), 'utf8');
    return [...text.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, code = ''], index) => {
      const file = join(app, `${page.replaceAll(/\W/g, '-')}-${index + 1}.${extension}`);
      writeFileSync(file, `${code}\nexport {};\n`);
      return file;
    });
  });
}

/** What the compiler finds in some files of an app, and in the declarations of the package. */
export function problemsOf(
  app: string,
  files: readonly string[],
  consumer: string,
  types: readonly string[] = ['node', 'jest'],
): readonly string[] {
  const options = {
    ...COMMON,
    types: [...types],
    typeRoots: [join(app, 'node_modules/@types')],
    ...CONSUMERS[consumer],
  };
  const program = ts.createProgram(files, options);
  const declarations = program.getSourceFiles().filter(({ fileName }) => fileName.includes('cdk8s-net/types/'));
  const sources = [...files.map((file) => program.getSourceFile(file)), ...declarations];
  const found = [
    ...program.getOptionsDiagnostics(),
    ...sources.flatMap((source) => [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ]),
    // Whoever exports what a function of the package returns has to be able to name its type.
    ...files.flatMap((file) => program.getDeclarationDiagnostics(program.getSourceFile(file))),
  ];
  return found.map(({ file, start = 0, messageText }) => {
    const place =
      file === undefined
        ? ''
        : `${relative(app, file.fileName)}:${file.getLineAndCharacterOfPosition(start).line + 1}: `;
    return `${place}${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}
