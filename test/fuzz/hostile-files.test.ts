import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { runCli } from '../cli/run-cli';
import { hostileFile } from './hostile-files';

const FILES = 200;
const SEED = 1;

describe('check, given a hostile file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-net-fuzz-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('says in one line what is wrong with it, or judges it as any other', async () => {
    for (const [number, bytes] of fc.sample(hostileFile, { numRuns: FILES, seed: SEED }).entries()) {
      const file = join(folder, `${number}.yaml`);
      writeFileSync(file, bytes);
      const { exitCode, stdout, stderr } = await runCli('check', file);
      const shown = bytes.toString('latin1').slice(0, 200);
      expect({ shown, exitCode: [0, 1, 2].includes(exitCode) }).toEqual({ shown, exitCode: true });
      // A message, no stack trace and nothing of the engine's own words.
      if (exitCode === 2) expect(stderr).toMatch(/^cdk8s-net: .*\d+\.yaml.*\n$/);
      else expect({ shown, stderr }).toEqual({ shown, stderr: '' });
      expect(stderr).not.toMatch(/call stack|undefined|is not a function|Cannot read prop/);
      if (exitCode === 1) expect(stdout).not.toBe('');
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  }, 120_000);
});
