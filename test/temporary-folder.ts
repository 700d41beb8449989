import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildCli, buildPage } from './built-cli';

/** One temporary folder for a whole run, whatever makes files in it: it is removed when the run ends. */
export function makeTemporaryFolder(): void {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-net-tests-'));
  process.env.TMPDIR = folder;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
}

/** The temporary folder, with the command line in it. */
export default async function setUp(): Promise<void> {
  makeTemporaryFolder();
  await buildPage();
  await buildCli();
}
