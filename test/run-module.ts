import { createRequire } from 'node:module';
import ts from 'typescript';
import * as net from '../src';
import * as rules from '../src/rules';

type Evaluate = (require: (name: string) => unknown, exports: object, dirname: string) => void;

/**
 * What a module of TypeScript exports that stands in a page, or that this package has written; it gets the sources for
 * `cdk8s-net`.
 */
export function runModule(code: string, folder = ''): object {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  const { outputText } = ts.transpileModule(code, { compilerOptions });
  const exports = {};
  const load = (name: string): unknown => SOURCES.get(name) ?? createRequire(__filename)(name);
  // oxlint-disable-next-line typescript/no-implied-eval -- code of this repository
  const evaluate = new Function('require', 'exports', '__dirname', outputText) as Evaluate;
  evaluate(load, exports, folder);
  return exports;
}

const SOURCES: ReadonlyMap<string, object> = new Map<string, object>([
  ['cdk8s-net', net],
  ['cdk8s-net/rules', rules],
]);

let runs = 0;

/** Runs a module of this repository anew, whoever has loaded it already. */
export async function runAgain(file: string): Promise<void> {
  runs += 1;
  await import(`${file}?run=${runs}`);
}
