/**
 * Rolls up what `tsc` has declared in `lib`: one file in `types` for each entry point of package.json, which lists what it
 * exports, and one that declares all of it and nothing else. `npm run compile` runs it.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';

interface EntryPoint {
  readonly types: string;
  readonly default: string;
}

/** Where what all entry points share is declared. */
const SHARED = 'shared';

/**
 * Global names that not every `lib` has, and `@types/node` only in its newer versions: apps of `cdk8s init` have es2016 and version 14. They
 * are declared as in `@types/node`, to merge with any other. To refer to a `lib` would give apps names that older types do not go with.
 */
const GLOBALS = `
declare global {
  interface SymbolConstructor { readonly dispose: unique symbol; readonly asyncDispose: unique symbol; }
  interface Disposable { [Symbol.dispose](): void; }
  interface AsyncDisposable { [Symbol.asyncDispose](): PromiseLike<void>; }
  interface AbortSignal {}
}
`;

async function declare(): Promise<void> {
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    exports: Record<string, EntryPoint | string>;
  };
  const entryPoints = Object.values(exports).filter((entry) => typeof entry === 'object');
  const declarations = await rollup({
    input: Object.fromEntries(
      entryPoints.map((entry) => [basename(entry.types), entry.default.replace(/\.m?js$/, '.d.ts')]),
    ),
    plugins: [dts()],
    external: (id) => !/^[./]/.test(id),
  });
  await declarations.write({
    dir: 'types',
    entryFileNames: '[name]',
    chunkFileNames: '[name].d.ts',
    minifyInternalExports: false,
    hoistTransitiveImports: false,
    // What adds to the types of a test runner stays in its own entry point.
    manualChunks: (id) => (/\/(jest|vitest)\//.test(id) ? undefined : SHARED),
    banner: ({ name }) => (name === SHARED ? GLOBALS : ''),
  });
}

void declare();
