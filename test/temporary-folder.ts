import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One temporary folder for a whole run, whatever makes files in it: it is removed when jest exits. */
export default function setUp(): void {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-net-tests-'));
  process.env.TMPDIR = folder;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
}
