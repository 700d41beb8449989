import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NetworkModel } from '../../../src/model/network-model';
import { parseManifests } from '../../../src/model/parse-manifests';
import { judge } from '../../../src/probes/judge';
import { planProbes } from '../../../src/probes/plan/plan';
import type { Probe, TransportTarget, Verdict } from '../../../src/probes/probe';
import type { Deployment } from '../../../src/targets/target';
import type { Exec } from './fake/exec';
import type { FakeKubernetesOptions } from './fake/fake-kubernetes';
import { FakeKubernetes } from './fake/fake-kubernetes';

const oneOfEachKind = parseManifests(readFileSync(join(__dirname, '../../fixtures/saboteurs/manifests.yaml'), 'utf8'));

const shop = parseManifests(`
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec: {nodeName: worker, containers: [{name: app, image: 'shop/web:1', ports: [{containerPort: 8080}], env: [{name: MODE, value: test}]}]}
---
apiVersion: v1
kind: Pod
metadata: {name: client, namespace: shop}
spec: {nodeName: worker2, containers: [{name: app, image: 'shop/client:1'}]}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
`);
const web: TransportTarget = { kind: 'transport', protocol: 'tcp', host: 'web', port: 80 };
const client = { pod: 'shop/client' };

async function verdictOn(deployment: Deployment, to: Probe['to'], from: Probe['from'] = client): Promise<Verdict> {
  const [verdict] = await deployment.probe([{ id: 'one', from, to }]);
  if (verdict === undefined) throw new Error('a probe without a verdict');
  return verdict;
}

/** The program that sends probes does not answer. */
const silentProbers =
  (usual: Exec): Exec =>
  (place, command, streams) =>
    command.at(-1) === 'prober' ? new Promise(() => undefined) : usual(place, command, streams);

describe('a deployment on a cluster', () => {
  test('finds every kind of Service as it was declared, from Pods and nodes', async () => {
    await using fake = await FakeKubernetes.start();
    await using started = await fake.target({ clusterBudgets: { tries: 3, triesPerFurtherAnswer: 2 } }).start();
    await using deployment = await started.deploy(oneOfEachKind);
    const plan = planProbes(NetworkModel.of(oneOfEachKind), deployment, []).filter(({ from }) => !('outside' in from));
    const verdicts = await deployment.probe(plan);
    const wrong = plan
      .map(({ expect, from, to }, index) => ({ from, to, ...judge(expect, verdicts[index] as Verdict) }))
      .filter(({ result }) => result !== 'passed');
    expect(wrong).toEqual([]);
    expect(plan.length).toBeGreaterThan(50);
  });

  test.each([
    ['dual', ['IPv4', 'IPv6'], ['both:80 over IPv4', 'both:80 over IPv6', 'DNS AAAA both']],
    ['ipv6', ['IPv6'], ['both:80', 'DNS AAAA both']],
  ] as const)(
    'of families %s tells %j, and finds every Service over each of them',
    async (ipFamily, families, rows) => {
      await using fake = await FakeKubernetes.start({ ipFamily });
      await using started = await fake.target({ clusterBudgets: { tries: 3, triesPerFurtherAnswer: 2 } }).start();
      await using deployment = await started.deploy(oneOfEachKind);
      expect(deployment.ipFamilies).toEqual(families);
      expect(deployment.capabilities.has('ipv6')).toBe(true);
      const plan = planProbes(NetworkModel.of(oneOfEachKind), deployment, []).filter(
        ({ from, subject }) => !('outside' in from) && subject === 'ClusterIP both',
      );
      const verdicts = await deployment.probe(plan);
      const results = plan.map(({ expect }, index) => judge(expect, verdicts[index] as Verdict).result);
      expect(new Set(results)).toEqual(new Set(['passed']));
      expect(plan.map(({ row }) => row)).toEqual(expect.arrayContaining([...rows]));
      const over = plan.flatMap(({ row }, index) => (row === 'both:80 over IPv6' ? [verdicts[index]] : []));
      expect(over.every((verdict) => verdict !== undefined && 'over' in verdict && verdict.over?.[0] === 'IPv6')).toBe(
        true,
      );
    },
  );

  test('sends probes from this machine for the outside, and knows nobody there', async () => {
    await using fake = await FakeKubernetes.start();
    await using started = await fake.target().start();
    await using deployment = await started.deploy(shop);
    const port = Number(new URL(fake.url).port);
    const verdict = await verdictOn(
      deployment,
      { kind: 'http', protocol: 'http', host: '127.0.0.1', port, path: '/version' },
      { outside: true },
    );
    expect(verdict).toMatchObject({ outcome: 'reached', by: [], status: 200 });
  });

  test('with real images sends probes from beside a Pod, and reads the environment inside of it', async () => {
    await using fake = await FakeKubernetes.start();
    await using started = await fake.target({ realImages: true }).start();
    await using deployment = await started.deploy(shop);
    expect(deployment.pods.map(({ pod }) => pod)).toEqual(['shop/client', 'shop/web']);
    expect(await verdictOn(deployment, web)).toMatchObject({ outcome: 'reached', by: ['shop/web'] });
    const environment = await verdictOn(deployment, { kind: 'env', env: { pod: 'shop/web' } });
    expect(environment).toMatchObject({ env: { MODE: 'test', WEB_SERVICE_HOST: '${clusterIP:shop/web}' } });
  });

  test('has learnt nothing of an environment that cannot be read', async () => {
    await using fake = await FakeKubernetes.start({
      exec: (usual) => async (place, command, streams) => {
        if (command[1] === '/proc/1/environ') streams.stderr('cat: permission denied\n');
        else await usual(place, command, streams);
      },
    });
    await using started = await fake.target({ realImages: true }).start();
    await using deployment = await started.deploy(shop);
    const reason = expect.stringContaining('cat: permission denied') as string;
    expect(await verdictOn(deployment, { kind: 'env', env: { pod: 'shop/web' } })).toMatchObject({
      outcome: 'notRun',
      reason,
    });
  });

  test('does not wait for Pods that will not start, and says why nothing can be learnt from inside', async () => {
    await using fake = await FakeKubernetes.start({ missingImages: /^shop\/client/ });
    await using started = await fake.target({ realImages: true }).start();
    await using deployment = await started.deploy(shop);
    expect(deployment.pods.map(({ pod }) => pod)).toEqual(['shop/web']);
    const reason = expect.stringContaining('ImagePullBackOff') as string;
    expect(await verdictOn(deployment, web)).toMatchObject({ outcome: 'notRun', reason });
  });

  test('says so when no prober can run on a node, and what to look at', async () => {
    await using fake = await FakeKubernetes.start({ missingImages: /agnhost/ });
    await using started = await fake.target({ realImages: true }).start();
    await using deployment = await started.deploy(shop);
    const verdict = await verdictOn(deployment, { ...web, host: '${clusterIP:shop/web}' }, { node: 'worker' });
    expect(verdict).toMatchObject({
      outcome: 'notRun',
      reason: expect.stringMatching(/worker.*ImagePullBackOff.*can pull/) as string,
    });
    expect(await verdictOn(deployment, web, { node: 'nowhere' })).toMatchObject({
      outcome: 'notRun',
      reason: expect.stringContaining('nowhere') as string,
    });
  });

  test('names what was made but is not told of', async () => {
    await using fake = await FakeKubernetes.start();
    await using started = await fake.target({ clusterBudgets: { podsMs: 1 } }).start();
    fake.api.watches.silence();
    await expect(started.deploy(shop)).rejects.toThrow(
      /^Pod shop\/web, Pod shop\/client and Service shop\/web: .*watches$/,
    );
  });

  test('ends its probes when it ends', async () => {
    await using fake = await FakeKubernetes.start({ exec: silentProbers });
    await using started = await fake.target().start();
    const deployment = await started.deploy(shop);
    const probing = expect(verdictOn(deployment, web)).rejects.toThrow('the deployment has ended');
    await deployment[Symbol.asyncDispose]();
    await probing;
    await expect(deployment.terminate('shop/nobody')).rejects.toThrow(RangeError);
  });
});

describe('what a deployment has learnt of its cluster', () => {
  async function learntOf(peculiarities: FakeKubernetesOptions) {
    await using fake = await FakeKubernetes.start(peculiarities);
    await using started = await fake.target({ clusterBudgets: { addressesMs: 0 } }).start();
    const { capabilities, clusterDomain } = await started.deploy(oneOfEachKind);
    return { capabilities, clusterDomain };
  }

  test('is what it can do, and which domain its names have', async () => {
    const { capabilities, clusterDomain } = await learntOf({});
    expect([...capabilities]).toEqual(expect.arrayContaining(['loadBalancer', 'ingress']));
    expect(clusterDomain).toBe('cluster.local');
  });

  test('is what it lacks', async () => {
    const { capabilities, clusterDomain } = await learntOf({
      noLoadBalancer: true,
      noIngressController: true,
      clusterDomain: 'corp.internal',
    });
    expect(capabilities.has('loadBalancer')).toBe(false);
    expect(capabilities.has('ingress')).toBe(false);
    expect(clusterDomain).toBe('corp.internal');
  });
});

describe('what is deployed already', () => {
  /** Somebody else's, under the names that the manifests have. */
  async function deployedBySomebody(): Promise<FakeKubernetes> {
    const fake = await FakeKubernetes.start();
    fake.apply([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }, ...shop]);
    return fake;
  }

  test('is probed as it is, and stays as it was', async () => {
    await using fake = await deployedBySomebody();
    const before = fake.store.all();
    {
      await using started = await fake.target({ attach: true }).start();
      await using deployment = await started.deploy(shop);
      expect(deployment.services.get('shop/web')).toMatchObject({ spec: { selector: { app: 'web' } } });
      expect(await verdictOn(deployment, web)).toMatchObject({
        outcome: 'reached',
        by: ['shop/web'],
        clientIP: 'other',
      });
      expect(fake.leftovers).toHaveLength(1);
    }
    expect(fake.store.all()).toEqual(before);
  });
});
