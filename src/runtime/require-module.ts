import * as nodeModule from 'node:module';
import { dirname } from 'node:path';
import vm from 'node:vm';

/** A module of TypeScript that nothing here can run. */
export class CannotRunTypeScript extends Error {
  override readonly name = 'CannotRunTypeScript';
  /** What to do about it. The API that ts-node needs is not in TypeScript 7. */
  readonly remedy = 'run npm install --save-dev ts-node typescript@5, or use Node 22.18 or newer';

  constructor(tsNode: string, options?: ErrorOptions) {
    super(`Node ${process.versions.node} does not run TypeScript, and ts-node ${tsNode}`, options);
  }
}

/**
 * What a module exports, of JavaScript or TypeScript, loaded at once and by Node itself: what a test runner has in place of
 * `require` would make something else of it than the command line does.
 *
 * @param file absolute path of the module
 * @throws CannotRunTypeScript where neither Node nor a ts-node beside the module runs it; whatever the module throws
 */
export function requireModule(file: string): unknown {
  const require = createRequire(file);
  if (!/\.[cm]?ts$/.test(file) || isTaught(require)) return require(file) as unknown;
  const end = teach(require, dirname(file));
  try {
    return require(file) as unknown;
  } finally {
    end();
  }
}

/** Jest has another `node:module` than Node, whose own can be asked for from 20.16 on. */
function createRequire(file: string): NodeJS.Require {
  const ask = new vm.Script(`process.getBuiltinModule?.('node:module')`, { filename: __filename });
  const { createRequire: create } = (ask.runInThisContext() as typeof nodeModule | undefined) ?? nodeModule;
  return create(file);
}

/** Whether somebody runs this process with TypeScript already, such as ts-node or tsx. */
function isTaught(require: NodeJS.Require): boolean {
  return '.ts' in extensionsOf(require);
}

/** What Node does with a file by the end of its name: old, and what ts-node changes. */
function extensionsOf(require: NodeJS.Require): Record<string, unknown> {
  return (require as { readonly extensions: Record<string, unknown> }).extensions;
}

/** What of ts-node is used here. */
interface TsNode {
  register(options: object): { enabled(enabled: boolean): boolean };
}

/** Has `require` read TypeScript, until the function that is returned is called. */
function teach(require: NodeJS.Require, cwd: string): () => void {
  const tsNode = resolveIn(require, 'ts-node');
  if (tsNode === undefined) return leaveToNode(new CannotRunTypeScript('is not installed'));
  const compilerOptions = { module: 'commonjs', moduleResolution: 'node10', target: 'es2022', esModuleInterop: true };
  const options = { cwd, compilerOptions, transpileOnly: true, skipProject: true, moduleTypes: { '**/*': 'cjs' } };
  const extensions = extensionsOf(require);
  const before = { ...extensions };
  let service: ReturnType<TsNode['register']>;
  try {
    service = (require(tsNode) as TsNode).register(options);
  } catch (cause) {
    return leaveToNode(new CannotRunTypeScript(`cannot start: ${String(cause)}`, { cause }));
  }
  return () => {
    service.enabled(false);
    for (const extension of Object.keys(extensions)) delete extensions[extension];
    Object.assign(extensions, before);
  };
}

/** From 22.18 on, Node takes the types out itself. */
function leaveToNode(otherwise: CannotRunTypeScript): () => void {
  const { typescript = false } = process.features as { readonly typescript?: false | string };
  if (typescript === false) throw otherwise;
  return () => {};
}

function resolveIn(require: NodeJS.Require, name: string): string | undefined {
  try {
    return require.resolve(name);
  } catch {
    return undefined;
  }
}
