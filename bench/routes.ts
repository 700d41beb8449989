/**
 * `check` on applications with an HTTPRoute each, paired with the same applications with an Ingress each; and with an HTTPRoute and
 * two NetworkPolicies each, paired with every fifth with an Ingress.
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
  row('applications', 'with', 'CPU s', 'MiB', 'against', 'CPU s', 'MiB', 'CPU ratio', 'memory ratio');
  row(...Array.from({ length: 9 }, () => '---'));
  for (const count of counts.length > 0 ? counts : [10_000]) {
    const checked = (each?: 'HTTPRoute' | 'Ingress', policies = false) => {
      const file = join(folder, `${count}-${each}-${policies}.yaml`);
      writeApplications(file, count, each, policies);
      return () => measure([process.execPath, CLI, 'check', ...RANGES, '--', file]);
    };
    const pairs = [
      ['HTTPRoutes', checked('HTTPRoute'), 'Ingresses', checked('Ingress')],
      ['HTTPRoutes, policies', checked('HTTPRoute', true), 'few Ingresses', checked()],
    ] as const;
    for (const [name, ours, other, theirs] of pairs) {
      const { a, b, cpuRatio, memoryRatio } = compare(ours, theirs, ROUNDS);
      row(count, name, ...figures(a), other, ...figures(b), cpuRatio.toFixed(2), memoryRatio.toFixed(2));
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
