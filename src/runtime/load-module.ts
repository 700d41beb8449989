import { pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { requireModule } from './require-module';

/**
 * What a module exports, of JavaScript or TypeScript, whether it is CommonJS, as this package is, or an ES module.
 *
 * @param file absolute path of the module
 * @throws CannotRunTypeScript where neither Node nor a ts-node beside the module runs it; whatever the module throws
 */
export async function loadModule(file: string): Promise<unknown> {
  try {
    return requireModule(file);
  } catch (error) {
    if (!isForImport(error)) throw error;
    return importModule(pathToFileURL(file).href);
  }
}

/** Node requires ES modules since 20.19, but those that await something; jest requires none. */
function isForImport(error: unknown): boolean {
  const { name, code } = error as Partial<NodeJS.ErrnoException>;
  return name === 'SyntaxError' || code === 'ERR_REQUIRE_ESM' || code === 'ERR_REQUIRE_ASYNC_MODULE';
}

/** `import()` of Node itself: of ours, the compiler makes `require`, and jest's realm has none. */
function importModule(url: string): Promise<unknown> {
  const importModuleDynamically = vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;
  const script = new vm.Script(`import(${JSON.stringify(url)})`, { filename: __filename, importModuleDynamically });
  return script.runInThisContext() as Promise<unknown>;
}
