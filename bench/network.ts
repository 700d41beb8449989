/**
 * Large networks simulated: CPU and memory of `diff` (a port of one application changes) and of `graph` with what becomes of
 * requests, on Services with two Pods each, every fifth behind a policy, every tenth behind a route of a Gateway.
 *
 *   nice npx ts-node --transpile-only bench/network.ts [COUNT...]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { exponentOf, measure } from './measure';

const SIZES = [1_250, 2_500, 5_000, 10_000];

const given = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'cdk8s-net-bench-'));
try {
  const outfile = join(folder, 'steps.js');
  buildSync({ entryPoints: [join(__dirname, 'network/steps.ts')], outfile, bundle: true, platform: 'node' });
  console.log('| step | Services | CPU s | MiB |');
  console.log('| --- | --- | --- | --- |');
  for (const step of ['graph', 'diff']) {
    const points = (given.length > 0 ? given : SIZES).map((size) => {
      const { cpuSeconds, peakMiB } = measure([process.execPath, outfile, step, String(size)]);
      console.log(`| ${step} | ${size} | ${cpuSeconds.toFixed(1)} | ${peakMiB.toFixed(0)} |`);
      return { size, seconds: cpuSeconds };
    });
    if (points.length > 1) console.log(`exponent of ${step}: ${exponentOf(points).toFixed(2)}`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
