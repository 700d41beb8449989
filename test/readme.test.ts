import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import * as net from '../src';
import { runCli, withFiles } from './cli/run-cli';

const ROOT = join(__dirname, '..');
const read = (page: string) => readFileSync(join(ROOT, page), 'utf8');

/** Runs an app, which synthesizes to a folder. */
function synthesize(code: string): string {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  const { outputText } = ts.transpileModule(code, { compilerOptions });
  const load = (name: string): unknown => (/^(cdk8s-net|\.\.\/\.\.\/src)$/.test(name) ? net : jest.requireActual(name));
  const evaluate = new Function('require', 'exports', outputText) as (load: unknown, exports: object) => void;
  const before = process.env.CDK8S_OUTDIR;
  process.env.CDK8S_OUTDIR = withFiles({});
  try {
    evaluate(load, {});
    return process.env.CDK8S_OUTDIR;
  } finally {
    if (before === undefined) delete process.env.CDK8S_OUTDIR;
    else process.env.CDK8S_OUTDIR = before;
  }
}

test('the output that the README shows is that of its first command', async () => {
  const [shown] = /^```\n([^`]*target embedded[^`]*)```$/m.exec(read('README.md'))?.slice(1) ?? [];
  expect(withoutTime(shown ?? '')).toBe(withoutTime(await verified(withFiles({}))));
});

/** What `verify` prints of the full example. */
async function verified(outdir: string): Promise<string> {
  process.env.CDK8S_OUTDIR = outdir;
  try {
    await jest.isolateModulesAsync(async () => void (await import('../examples/full/main')));
  } finally {
    delete process.env.CDK8S_OUTDIR;
  }
  return (await runCli('verify', outdir)).stdout;
}

const withoutTime = (text: string) => text.replace(/, [\d.]+ s\s*$/, '').trimEnd();

test.each(['README.md', 'docs/start/cdk8s.md'])('the first app in %s verifies green', async (page) => {
  const [code = ''] = /^```ts\n([\s\S]*?)^```$/m.exec(read(page))?.slice(1) ?? [];
  const { exitCode, stdout } = await runCli('verify', synthesize(code));
  expect([exitCode, stdout]).toEqual([0, expect.stringContaining('AS DECLARED')]);
  expect(stdout).not.toMatch(/^(?:error|warning) /m);
});
