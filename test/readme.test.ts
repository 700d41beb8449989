import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCli, withFiles } from './cli/run-cli';
import { runAgain, runModule } from './run-module';

const ROOT = join(__dirname, '..');
const read = (page: string) => readFileSync(join(ROOT, page), 'utf8');

/** Runs an app, which synthesizes to a folder. */
function synthesize(code: string): string {
  const before = process.env.CDK8S_OUTDIR;
  process.env.CDK8S_OUTDIR = withFiles({});
  try {
    runModule(code);
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

test('the denied cell that the README shows is one of them', async () => {
  const [shown = ''] = /^```\n([^`]*timedOut[^`]*)```$/m.exec(read('README.md'))?.slice(1) ?? [];
  const lines = shown.trimEnd().split('\n');
  expect(lines.length).toBeGreaterThan(3);
  const full = (await verified(withFiles({}), '--full')).split('\n');
  expect(full[0]).toBe(lines[0]);
  const start = full.indexOf(lines[1] ?? '');
  expect(full.slice(start, start + lines.length - 1)).toEqual(lines.slice(1));
});

/** What `verify` prints of the full example. */
async function verified(outdir: string, ...flags: readonly string[]): Promise<string> {
  process.env.CDK8S_OUTDIR = outdir;
  try {
    await runAgain(join(ROOT, 'examples/full/main.ts'));
  } finally {
    delete process.env.CDK8S_OUTDIR;
  }
  return (await runCli('verify', outdir, ...flags)).stdout;
}

const withoutTime = (text: string) => text.replace(/, [\d.]+ s\s*$/, '').trimEnd();

test.each(['README.md', 'docs/start/cdk8s.md'])('the first app in %s verifies green', async (page) => {
  const [code = ''] = /^```ts\n([\s\S]*?)^```$/m.exec(read(page))?.slice(1) ?? [];
  const { exitCode, stdout } = await runCli('verify', synthesize(code));
  expect([exitCode, stdout]).toEqual([0, expect.stringContaining('AS DECLARED')]);
  expect(stdout).not.toMatch(/^(?:error|warning) /m);
});
