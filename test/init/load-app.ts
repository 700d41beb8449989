import type { App, Chart } from 'cdk8s';
import ts from 'typescript';
import * as net from '../../src';

type Evaluate = (require: (name: string) => unknown, exports: object, dirname: string) => void;

type Chartlike = new (scope: App, id: string) => Chart;

/** The chart that `network.ts` of an app exports, and what its configuration says, run as they stand in its folder. */
export function loadApp(files: Readonly<Record<string, string>>, folder: string) {
  const { Network } = run(files['network.ts'], folder) as { Network: Chartlike };
  const config = files['cdk8s-net.config.ts'];
  const { default: options = {} }: { default?: net.CheckOptions } = config === undefined ? {} : run(config, folder);
  return { Network, options };
}

function run(code = '', folder: string): object {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  const { outputText } = ts.transpileModule(code, { compilerOptions });
  const exports = {};
  const load = (name: string): unknown => (name === 'cdk8s-net' ? net : jest.requireActual(name));
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- code that this package has written
  const evaluate = new Function('require', 'exports', '__dirname', outputText) as Evaluate;
  evaluate(load, exports, folder);
  return exports;
}
