/**
 * `check` on applications with an HTTPRoute each, paired with the same applications with an Ingress each.
 *
 *   npm run compile && npx ts-node --transpile-only bench/routes.ts [COUNT...]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLUSTER_IP_RANGE, NODE_PORT_RANGE, writeApplications } from './applications';
import type { Cost } from './measure';
import { compare, measure } from './measure';

const ROUNDS = 5;
const CLI = join(__dirname, '../lib/cli/main.js');
const RANGES = ['--service-node-port-range', NODE_PORT_RANGE, '--service-cluster-ip-range', CLUSTER_IP_RANGE];

const counts = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'cdk8s-net-bench-'));
const row = (...cells: readonly (string | number)[]) => console.log(`| ${cells.join(' | ')} |`);
const figures = ({ cpuSeconds, peakMiB }: Cost) => [cpuSeconds.toFixed(2), peakMiB.toFixed(0)];

try {
  row('applications', 'HTTPRoutes: CPU s', 'MiB', 'Ingresses: CPU s', 'MiB', 'CPU ratio', 'memory ratio');
  row('---', '---', '---', '---', '---', '---', '---');
  for (const count of counts.length > 0 ? counts : [10_000]) {
    const checked = (each: 'HTTPRoute' | 'Ingress') => {
      const file = join(folder, `${count}-${each}.yaml`);
      writeApplications(file, count, each);
      return () => measure([process.execPath, CLI, 'check', ...RANGES, '--', file]);
    };
    const { a, b, cpuRatio, memoryRatio } = compare(checked('HTTPRoute'), checked('Ingress'), ROUNDS);
    row(count, ...figures(a), ...figures(b), cpuRatio.toFixed(2), memoryRatio.toFixed(2));
  }
} finally {
  rmSync(folder, { recursive: true });
}
