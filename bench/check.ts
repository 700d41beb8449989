/**
 * `check` on many applications, paired with kubeconform where there is one.
 *
 *   npm run compile && npx ts-node --transpile-only bench/check.ts [COUNT...]
 *
 * `KUBECONFORM` names the binary, `KUBECONFORM_SCHEMAS` a folder of schemas for Service, Deployment and Ingress.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLUSTER_IP_RANGE, NODE_PORT_RANGE, writeApplications } from './applications';
import type { Cost } from './measure';
import { compare, measure, median } from './measure';

const CLI = join(__dirname, '../lib/cli/main.js');
const ROUNDS = 5;
const { KUBECONFORM, KUBECONFORM_SCHEMAS } = process.env;

const counts = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'cdk8s-net-bench-'));
const row = (...cells: readonly (string | number)[]) => console.log(`| ${cells.join(' | ')} |`);
const figures = ({ cpuSeconds, peakMiB }: Cost) => [cpuSeconds.toFixed(2), peakMiB.toFixed(0)];

try {
  oneApplication();
  sharesOfTime();
  const costs = (counts.length > 0 ? counts : [1_000, 10_000, 100_000]).map((count) => ({
    count,
    cost: manyApplications(count),
  }));
  for (const [index, { count, cost }] of costs.entries()) {
    const before = costs[index - 1];
    if (before === undefined) continue;
    const exponent = Math.log(cost.cpuSeconds / before.cost.cpuSeconds) / Math.log(count / before.count);
    console.log(`growth exponent ${before.count} -> ${count}: ${exponent.toFixed(2)}`);
  }
} finally {
  rmSync(folder, { recursive: true });
}

function oneApplication(): void {
  const file = join(folder, 'one.yaml');
  writeApplications(file, 1);
  writeFileSync(join(folder, 'empty.js'), '');
  const { a, b, cpuRatio } = compare(
    () => measure([process.execPath, CLI, 'check', file]),
    () => measure([process.execPath, join(folder, 'empty.js')]),
    4 * ROUNDS,
  );
  row('applications', 'check: CPU s', 'MiB', 'other: CPU s', 'MiB', 'CPU ratio');
  row('---', '---', '---', '---', '---', '---');
  row('1, an empty script', ...figures(a), ...figures(b), cpuRatio.toFixed(2));
}

/** Reading against judging, in a process of their own. */
function sharesOfTime(): void {
  const file = join(folder, 'shares.yaml');
  writeApplications(file, 10_000);
  const program = `
    const { readFileSync } = require('node:fs');
    const { parseManifests, checkManifests } = require(${JSON.stringify(join(__dirname, '../lib/index.js'))});
    const cpu = () => Object.values(process.cpuUsage()).reduce((sum, each) => sum + each) / 1e6;
    const begin = cpu();
    const manifests = parseManifests(readFileSync(${JSON.stringify(file)}, 'utf8'));
    const read = cpu();
    checkManifests(manifests, ${JSON.stringify({ serviceNodePortRange: NODE_PORT_RANGE, serviceClusterIPRange: [CLUSTER_IP_RANGE] })});
    console.log('| reading 10000 applications | ' + (read - begin).toFixed(2) + ' CPU s, rules | ' + (cpu() - read).toFixed(2) + ' |');
  `;
  process.stdout.write(
    execFileSync(process.execPath, ['-e', program], { cwd: join(__dirname, '..'), encoding: 'utf8' }),
  );
}

function manyApplications(count: number): Cost {
  const file = join(folder, `${count}.yaml`);
  writeApplications(file, count);
  const check = () =>
    measure([
      process.execPath,
      CLI,
      'check',
      '--service-node-port-range',
      NODE_PORT_RANGE,
      '--service-cluster-ip-range',
      CLUSTER_IP_RANGE,
      '--',
      file,
    ]);
  if (KUBECONFORM === undefined || KUBECONFORM_SCHEMAS === undefined) {
    const runs = Array.from({ length: ROUNDS }, check);
    const cost = {
      cpuSeconds: median(runs.map(({ cpuSeconds }) => cpuSeconds)),
      peakMiB: median(runs.map(({ peakMiB }) => peakMiB)),
    };
    row(count, ...figures(cost), '-', '-', '-');
    return cost;
  }
  const schemas = join(KUBECONFORM_SCHEMAS, '{{ .ResourceKind }}{{ .KindSuffix }}.json');
  const other = () => measure([KUBECONFORM, '-strict', '-schema-location', schemas, file]);
  const { a, b, cpuRatio } = compare(check, other, count > 20_000 ? 1 : ROUNDS);
  row(`${count}, kubeconform`, ...figures(a), ...figures(b), cpuRatio.toFixed(2));
  return a;
}
