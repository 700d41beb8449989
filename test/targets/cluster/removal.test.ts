import { setTimeout as pause } from 'node:timers/promises';
import { parseManifests } from '../../../src/model/parse-manifests';
import type { KubeconfigTargetOptions } from '../../../src/targets/kubeconfig/kubeconfig-target';
import { FakeKubernetes } from './fake/fake-kubernetes';

const shop = parseManifests(`
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: app, image: 'shop/web:1'}]}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: {name: mine}
spec: {controller: example.com/mine}
`);
const held = parseManifests(
  `{apiVersion: v1, kind: ConfigMap, metadata: {name: held, namespace: shop, finalizers: [example.com/stuck]}}`,
);
const slow = parseManifests(`
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: closed, namespace: shop}
spec: {podSelector: {}}
---
apiVersion: v1
kind: Service
metadata: {name: public, namespace: shop}
spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80}]}
`);
const allowClusterScoped = true;

describe('what a run made', () => {
  /** Deploys and disposes of it. The warnings are complete when it is disposed of. */
  async function runOn(
    fake: FakeKubernetes,
    manifests = shop,
    options: KubeconfigTargetOptions = {},
    whileDeployed: () => void = () => undefined,
  ): Promise<readonly string[]> {
    const warnings: string[] = [];
    const warn = (sentence: string) => warnings.push(sentence);
    await using started = await fake.target({ allowClusterScoped, warn, ...options }).start();
    await started.deploy(manifests);
    expect(fake.leftovers.length).toBeGreaterThan(manifests.length);
    whileDeployed();
    return warnings;
  }

  test('is gone when it ends, in namespaces and outside of them, and nothing else is', async () => {
    await using fake = await FakeKubernetes.start();
    const before = fake.store.all();
    expect(await runOn(fake)).toEqual([]);
    expect(fake.store.all()).toEqual(before);
  });

  test('goes from a namespace that was there before, which stays with what is not of the run', async () => {
    await using fake = await FakeKubernetes.start();
    fake.put('Namespace', undefined, 'shop');
    const others = { metadata: { labels: { 'cdk8s-net/run': 'another' } } };
    for (const name of ['web', 'other']) fake.put('ConfigMap', 'shop', name, others);
    fake.put('Pod', 'shop', 'other', others);
    const before = fake.store.all();
    expect(await runOn(fake, shop, { namespacePrefix: '' })).toEqual([]);
    expect(fake.store.all()).toEqual(before);
  });

  test('may be gone already', async () => {
    await using fake = await FakeKubernetes.start();
    const removeAll = () => fake.leftovers.forEach((path) => fake.store.remove(path));
    expect(await runOn(fake, shop, {}, removeAll)).toEqual([]);
  });

  test('is named when it stays, and the run ends all the same', async () => {
    await using fake = await FakeKubernetes.start();
    const options = { namespacePrefix: 'run-', clusterBudgets: { cleanupMs: 1 } };
    expect(await runOn(fake, [...shop, ...held], options)).toEqual([
      expect.stringMatching(/^still there: Namespace run-shop; .*cdk8s-net cleanup/),
    ]);
  });

  test('is waited for where somebody holds it outside of its own namespaces, as a load balancer is', async () => {
    await using fake = await FakeKubernetes.start();
    const namespace = fake.put('Namespace', undefined, 'shop');
    const letGo = async () => fake.leftovers.forEach((path) => fake.store.remove(path));
    const atLast = () => fake.api.faults.order(/^GET .*\/configmaps\/held$/, letGo);
    expect(await runOn(fake, [...shop, ...held], { namespacePrefix: '' }, atLast)).toEqual([]);
    expect(fake.leftovers).toEqual([]);
    expect(fake.store.at(namespace)).toBeDefined();
  });

  test('is named when somebody does not let go of it outside of its own namespaces', async () => {
    await using fake = await FakeKubernetes.start();
    fake.put('Namespace', undefined, 'shop');
    const options = { namespacePrefix: '', clusterBudgets: { cleanupMs: 1 } };
    const [warning] = await runOn(fake, [...shop, ...held], options);
    expect(warning).toMatch(/^still there: .*ConfigMap shop\/held/);
  });

  test('cannot be removed by somebody whom the API server does not know any more, which is told', async () => {
    await using fake = await FakeKubernetes.start();
    const logOut = () => fake.api.faults.order(/^DELETE/, { code: 401 }, Infinity);
    expect(await runOn(fake, shop, {}, logOut)).toEqual([
      expect.stringMatching(/could not be removed: .*401.*cleanup/),
    ]);
  });

  test('goes although the API server restarts meanwhile', async () => {
    await using fake = await FakeKubernetes.start();
    const restart = () => {
      fake.api.breakConnections();
      fake.api.faults.order(/^DELETE/, 'reset');
      fake.api.faults.order(/^DELETE/, { code: 503 });
      fake.api.faults.order(/watch=true/, 'reset');
    };
    expect(await runOn(fake, shop, {}, restart)).toEqual([]);
    expect(fake.leftovers).toEqual([]);
  });

  test.each([
    ['a namespace', /^POST \/api\/v1\/namespaces$/],
    ['an object in a namespace', /^POST .*\/services$/],
    ['an object outside of namespaces', /^POST .*\/ingressclasses$/],
  ])('includes %s about which no answer came', async (_, request) => {
    await using fake = await FakeKubernetes.start();
    await using started = await fake.target({ allowClusterScoped }).start();
    const interrupted = new AbortController();
    fake.api.faults.order(request, 'unanswered');
    fake.store.onChange(() => request.source.includes(lastKind(fake)) && interrupted.abort(new Error('enough')));
    await expect(started.deploy(shop, interrupted.signal)).rejects.toThrow('enough');
    expect(fake.leftovers).not.toEqual([]);
    await started[Symbol.asyncDispose]();
    expect(fake.leftovers).toEqual([]);
  });

  /** Deploys what goes on after it was made, and is interrupted while a request that makes something is under way. */
  async function interruptedAt(
    request: number,
  ): Promise<{ readonly requests: number; readonly left: readonly string[] }> {
    await using fake = await FakeKubernetes.start({ noLoadBalancer: true });
    const interrupted = new AbortController();
    let requests = 0;
    const clusterBudgets = { addressesMs: 100, enforcementMs: 1 };
    let held = Promise.resolve();
    const slowly = async () => {
      if (requests++ !== request) return;
      interrupted.abort(new Error('enough'));
      await (held = pause(50));
    };
    fake.api.faults.order(/^POST/, slowly, Infinity);
    {
      await using started = await fake.target({ allowClusterScoped, clusterBudgets }).start();
      await started.deploy([...shop, ...slow], interrupted.signal).catch((error: unknown) => {
        if (!interrupted.signal.aborted) throw error;
      });
    }
    await held;
    await pause(0);
    return { requests, left: fake.leftovers };
  }

  test('goes too when it is made only after the run was interrupted, whatever it is', async () => {
    const { requests } = await interruptedAt(Infinity);
    expect(requests).toBeGreaterThan(7);
    for (let request = 0; request < requests; request++) {
      expect([request, (await interruptedAt(request)).left]).toEqual([request, []]);
    }
  });
});

/** Plural of the kind of the object that was made last. */
function lastKind(fake: FakeKubernetes): string {
  const [path = ''] = fake.store.all().at(-1) ?? [];
  return path.split('/').at(-2) ?? '';
}
