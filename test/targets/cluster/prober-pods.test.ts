import { setTimeout as pause } from 'node:timers/promises';
import { parseManifests } from '../../../src/model/parse-manifests';
import type { Probe, Verdict } from '../../../src/probes/probe';
import type { FakeKubernetesOptions } from './fake/fake-kubernetes';
import { FakeKubernetes } from './fake/fake-kubernetes';

const server = parseManifests(`
apiVersion: v1
kind: Pod
metadata: {name: server, namespace: shop, labels: {app: web}}
spec: {containers: [{name: app, image: 'shop/web:1', ports: [{containerPort: 80}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: web}, ports: [{port: 80}]}
`);
const PROBERS = '/namespaces/cdk8s-net-probers-[^/]+';

const from = (node: string): Probe => {
  return {
    id: node,
    from: { node },
    to: { kind: 'transport', protocol: 'tcp', host: '${clusterIP:shop/web}', port: 80 },
  };
};

/** The verdicts on probes from nodes, one after the other. */
async function verdictsFrom(
  nodes: readonly string[],
  options: FakeKubernetesOptions = {},
  fail: (fake: FakeKubernetes) => void = () => {},
): Promise<readonly Verdict[]> {
  await using fake = await FakeKubernetes.start(options);
  await using started = await fake.target().start();
  await using deployment = await started.deploy(server);
  fail(fake);
  const verdicts: Verdict[] = [];
  for (const node of nodes) verdicts.push(...(await deployment.probe([from(node)])));
  return verdicts;
}

describe('a Pod to send probes from', () => {
  test.each([
    ['its namespace', /^POST \/api\/v1\/namespaces$/],
    ['itself', new RegExp(`^POST .*${PROBERS}/pods$`)],
  ])('is used although the answer to the request for %s was lost', async (_, request) => {
    const lose = (fake: FakeKubernetes) => fake.api.faults.order(request, 'unanswered');
    expect(await verdictsFrom(['worker'], {}, lose)).toMatchObject([{ outcome: 'reached' }]);
  });

  test('has a name of its own after another one did not run', async () => {
    const verdicts = await verdictsFrom(['worker', 'worker2'], { missingImages: /agnhost/ });
    expect(verdicts.map((verdict) => /prober-\d/.exec((verdict as { reason?: string }).reason ?? '')?.[0])).toEqual([
      'prober-1',
      'prober-2',
    ]);
  });

  test('is not waited for when the run is interrupted while it is made, and goes nevertheless', async () => {
    await using fake = await FakeKubernetes.start();
    const interrupted = new AbortController();
    const unhandled: unknown[] = [];
    const onUnhandled = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', onUnhandled);
    try {
      await using started = await fake.target().start();
      await using deployment = await started.deploy(server);
      fake.api.faults.order(/^GET .*%2Ccdk8s-net%2Fprober/, 'hang', Infinity);
      fake.api.faults.order(/^POST/, async () => {
        interrupted.abort(new Error('enough'));
        await pause(50);
      });
      await expect(deployment.probe([from('worker')], interrupted.signal)).rejects.toThrow('enough');
    } finally {
      process.off('unhandledRejection', onUnhandled);
    }
    expect([unhandled, fake.leftovers]).toEqual([[], []]);
  });
});
