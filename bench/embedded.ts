/**
 * The embedded target: start, deploy, 1,000 probes, on models of many Services. Every size runs in a process of its own,
 * from a bundle: ts-node would add the TypeScript compiler to the memory, and its error handling to every connection.
 *
 *   npx ts-node --transpile-only bench/embedded.ts [COUNT...]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { build } from 'esbuild';
import { parseManifests } from '../src/model/parse-manifests';
import type { Deployed } from '../src/probes/deployed';
import type { Probe } from '../src/probes/probe';
import { EmbeddedTarget } from '../src/targets/embedded/embedded-target';
import { CLUSTER_IP_RANGE, NODE_PORT_RANGE, writeApplications } from './applications';
import { median } from './measure';

/** Two Pods an application, and no node has more than 254. */
const NODES = 100;
const PROBES = 1_000;
const ROUNDS = 3;
const CHILD = '--run';

interface Figures {
  readonly parse: number;
  readonly deploy: number;
  readonly firstProbe: number;
  readonly probes: number;
  readonly notRun: number;
  readonly sockets: number;
  readonly cpu: number;
  readonly MiB: number;
}

void main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<void> {
  if (args[0] === CHILD) return console.log(JSON.stringify(await measureOne(Number(args[1]))));
  row('Services', 'parse s', 'deploy s', 'first probe s', `${PROBES} probes s`, 'probes/s', 'CPU s', 'MiB', 'sockets');
  row(...Array.from({ length: 9 }, () => '---'));
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-net-bench-'));
  const outfile = join(folder, 'embedded.js');
  await build({
    entryPoints: [__filename],
    bundle: true,
    platform: 'node',
    target: 'node20',
    outfile,
    logLevel: 'error',
  });
  for (const count of args.length > 0 ? args.map(Number) : [100, 1_000, 10_000]) {
    const runs = Array.from({ length: ROUNDS }, () => inAProcessOfItsOwn(outfile, count));
    const of = (name: keyof Figures) => median(runs.map((figures) => figures[name]));
    if (of('notRun') > 0) throw new Error(`${of('notRun')} of ${PROBES} probes did not run`);
    const seconds = (['parse', 'deploy', 'firstProbe', 'probes'] as const).map((name) => of(name).toFixed(2));
    row(
      count,
      ...seconds,
      (PROBES / of('probes')).toFixed(0),
      of('cpu').toFixed(1),
      of('MiB').toFixed(0),
      of('sockets'),
    );
  }
  rmSync(folder, { recursive: true });
}

function row(...cells: readonly (string | number)[]): void {
  console.log(`| ${cells.join(' | ')} |`);
}

function inAProcessOfItsOwn(bundle: string, count: number): Figures {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bundle, CHILD, String(count)], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the run with ${count} Services ended with ${status}: ${stderr.slice(-400)}`);
  return JSON.parse(stdout) as Figures;
}

async function measureOne(count: number): Promise<Figures> {
  const text = applications(count);
  const before = process.resourceUsage();
  const clock = stopwatch();
  const manifests = parseManifests(text);
  const parse = clock();
  await using started = await new EmbeddedTarget({
    nodes: Array.from({ length: NODES }, (_, index) => ({ name: `worker-${index + 1}` })),
    serviceClusterIPRange: [CLUSTER_IP_RANGE],
    serviceNodePortRange: NODE_PORT_RANGE,
    loadBalancerRange: '172.18.128.1-172.18.255.250',
  }).start();
  await using deployment = await started.deploy(manifests);
  const deploy = clock();
  const probes = probesOf(deployment);
  clock();
  await deployment.probe(probes.slice(0, 1));
  const firstProbe = clock();
  const verdicts = await deployment.probe(probes);
  const after = process.resourceUsage();
  return {
    parse,
    deploy,
    firstProbe,
    probes: clock(),
    notRun: verdicts.filter((verdict) => verdict.kind === 'notRun').length,
    sockets: deployment.openSockets,
    cpu: (after.userCPUTime + after.systemCPUTime - before.userCPUTime - before.systemCPUTime) / 1e6,
    MiB: after.maxRSS / 1024,
  };
}

function applications(count: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-net-bench-'));
  try {
    writeApplications(join(folder, 'all.yaml'), count);
    return readFileSync(join(folder, 'all.yaml'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Of ten probes seven connect to a Service by name, one asks DNS, one comes from outside by a node port, one by the Ingress. */
function probesOf({ pods, services, nodes }: Deployed): readonly Probe[] {
  const all = [...services].filter(([key]) => key.startsWith('shop/'));
  const proxied = all.filter(([, { spec }]) => spec.type !== 'ExternalName');
  const nodePorts = proxied.flatMap(([, { spec }]) => spec.ports?.flatMap(({ nodePort }) => nodePort ?? []) ?? []);
  const routed = proxied.filter(([key]) => Number(key.split('-').at(-1)) % 5 === 0);
  const pick = <T>(items: readonly T[], index: number) => items[(index * 7919) % items.length] as T;
  return Array.from({ length: PROBES }, (_, index): Probe => {
    const id = String(index);
    const from = { pod: pick(pods, index).pod };
    const nameOf = ([key]: (typeof all)[number]) => key.split('/')[1] ?? '';
    switch (index % 10) {
      case 7:
        return { id, from, to: { kind: 'dns', dns: { name: nameOf(pick(all, index)), type: 'A' } } };
      case 8: {
        const host = `\${nodeIP:${pick(nodes, index)}}`;
        return {
          id,
          from: { outside: true },
          to: { kind: 'transport', protocol: 'tcp', host, port: pick(nodePorts, index) },
        };
      }
      case 9: {
        const hostHeader = `${nameOf(pick(routed, index))}.example.com`;
        return {
          id,
          from: { outside: true },
          to: { kind: 'http', protocol: 'http', host: '${ingressIP}', port: 80, path: '/', hostHeader },
        };
      }
      default:
        return { id, from, to: { kind: 'transport', protocol: 'tcp', host: nameOf(pick(proxied, index)), port: 80 } };
    }
  });
}

/** Seconds since it was last asked. */
function stopwatch(): () => number {
  let last = performance.now();
  return () => {
    const before = last;
    last = performance.now();
    return (last - before) / 1000;
  };
}
