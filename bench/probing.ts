/**
 * Probes per second from one client Pod on a real cluster, against one `kubectl exec` per probe. Needs kubectl, and a
 * cluster in `KUBECONFIG` whose nodes have the stand-in image.
 *
 *   npx ts-node --transpile-only bench/probing.ts
 */
import { execFileSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import type { Manifest } from '../src/model/manifest';
import type { Probe } from '../src/probes/probe';
import { KubeconfigTarget } from '../src/targets/kubeconfig/kubeconfig-target';
import { median } from './measure';

const KUBECTL_PROBES = 20;
const PROBES = 1_000;
const ROUNDS = 5;
const NAMESPACE = 'cdk8s-net-bench';

void main();

async function main(): Promise<void> {
  // One try a probe: a probe by kubectl is one try, too.
  const budgets = { tries: 1, triesPerFurtherAnswer: 0, concurrentProbes: 32 };
  const target = new KubeconfigTarget({ namespacePrefix: '', budgets });
  await using started = await target.start();
  await using deployment = await started.deploy(manifests());
  const probes = Array.from({ length: PROBES }, (_, index): Probe => {
    return {
      id: String(index),
      from: { pod: `${NAMESPACE}/client` },
      to: { kind: 'transport', protocol: 'tcp', host: 'web', port: 80 },
    };
  });
  await deployment.probe(probes.slice(0, 32));
  const rates: { kubectl: number; ours: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const kubectl = await rateOf(KUBECTL_PROBES, () => {
      for (let each = 0; each < KUBECTL_PROBES; each++) execFileSync('kubectl', KUBECTL, { stdio: 'pipe' });
    });
    const ours = await rateOf(PROBES, async () => {
      const verdicts = await deployment.probe(probes);
      const lost = verdicts.filter((verdict) => verdict.kind !== 'connection' || verdict.outcome !== 'reached').length;
      if (lost > 0) throw new Error(`${lost} of ${PROBES} probes did not reach the server`);
    });
    rates.push({ kubectl, ours });
    console.log(`round ${round + 1}: kubectl exec ${kubectl.toFixed(1)}/s, prober ${ours.toFixed(0)}/s`);
  }
  const figure = (of: (rate: { kubectl: number; ours: number }) => number) => median(rates.map(of));
  console.table({
    'kubectl exec': { 'probes/s': figure(({ kubectl }) => kubectl).toFixed(1), ratio: 1 },
    prober: {
      'probes/s': figure(({ ours }) => ours).toFixed(0),
      ratio: Math.round(figure(({ kubectl, ours }) => ours / kubectl)),
    },
  });
}

const KUBECTL = ['exec', '-n', NAMESPACE, 'client', '--', 'curl', '-s', '-m', '2', 'http://web/hostname'];

async function rateOf(count: number, run: () => void | Promise<void>): Promise<number> {
  const start = performance.now();
  await run();
  return (count * 1000) / (performance.now() - start);
}

function manifests(): readonly Manifest[] {
  const metadata = (name: string) => ({ name, namespace: NAMESPACE, labels: { app: name } });
  const pod = (name: string, ports: readonly object[]) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: metadata(name),
    spec: { containers: [{ name: 'app', image: 'app', ports }] },
  });
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata('web'),
    spec: { selector: { app: 'server' }, ports: [{ port: 80, targetPort: 8080 }] },
  };
  return [service, pod('server', [{ containerPort: 8080 }]), pod('client', [])];
}
