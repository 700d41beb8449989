/**
 * The full example on a cluster that runs: what each step of `verify` takes, and what 100 further probes do. Needs a cluster
 * in `KUBECONFIG` with a load balancer, an Ingress controller, the stand-in image, and a host `external.example.com`.
 *
 *   npx ts-node --transpile-only bench/cluster.ts
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { verify } from '../src/conformance/verify';
import { NetworkModel } from '../src/model/network-model';
import { parseManifests } from '../src/model/parse-manifests';
import { planProbes } from '../src/probes/plan/plan';
import { KubeconfigTarget } from '../src/targets/kubeconfig/kubeconfig-target';
import { median } from './measure';

const EXAMPLE = join(__dirname, '../examples/full/expected.yaml');
const ROUNDS = 5;
const FURTHER = 100;

void main();

async function main(): Promise<void> {
  const manifests = parseManifests(readFileSync(EXAMPLE, 'utf8'), { source: EXAMPLE });
  const newTarget = () => new KubeconfigTarget({ namespacePrefix: '', allowClusterScoped: true });
  const runs: Record<string, number>[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const { durationsMs, summary } = await verify({ target: newTarget(), manifests });
    const all = Object.values(durationsMs).reduce((sum, each) => sum + each);
    runs.push({ ...durationsMs, all, further: await furtherProbes(newTarget(), manifests) });
    console.log(`round ${round + 1}:`, JSON.stringify({ ...runs.at(-1), ...summary }));
  }
  const steps = Object.keys(runs[0] as object);
  const seconds = steps.map((step) => [step, (median(runs.map((run) => run[step] as number)) / 1000).toFixed(1)]);
  console.table(Object.fromEntries(seconds));
}

async function furtherProbes(target: KubeconfigTarget, manifests: ReturnType<typeof parseManifests>): Promise<number> {
  await using started = await target.start();
  await using deployment = await started.deploy(manifests);
  const plan = planProbes(NetworkModel.of(manifests), deployment);
  await deployment.probe(plan);
  const probes = Array.from({ length: FURTHER }, (_, index) => {
    return { ...(plan[index % plan.length] as (typeof plan)[number]), id: `further ${index}` };
  });
  const start = performance.now();
  await deployment.probe(probes);
  return performance.now() - start;
}
