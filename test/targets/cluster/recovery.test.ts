import { parseManifests } from '../../../src/model/parse-manifests';
import type { Probe } from '../../../src/probes/probe';
import { FakeKubernetes } from './fake/fake-kubernetes';

const pod = (name: string) =>
  parseManifests(`
apiVersion: v1
kind: Pod
metadata: {name: ${name}, labels: {app: web}}
spec: {nodeName: worker, containers: [{name: app, image: 'shop/web:1', ports: [{containerPort: 8080}]}]}
`);
const web = [
  ...pod('web-1'),
  ...parseManifests(
    '{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {selector: {app: web}, ports: [{port: 8080}]}}',
  ),
];
const probe: Probe = {
  id: 'one',
  from: { pod: 'default/web-1' },
  to: { kind: 'transport', protocol: 'tcp', host: 'web', port: 8080 },
};

describe('a run goes on when the API server', () => {
  test('ends its watches, or says that they are too old: what was missed is listed anew', async () => {
    await using fake = await FakeKubernetes.start();
    await using started = await fake.target().start();
    await using deployment = await started.deploy(web);
    for (const [name, disturb] of [
      ['web-2', 'end'],
      ['web-3', 'expire'],
    ] as const) {
      fake.api.watches[disturb]();
      await deployment.apply(pod(name));
      expect(deployment.pods.map((each) => each.pod)).toContain(`default/${name}`);
    }
    expect(await deployment.probe([probe])).toMatchObject([
      { by: ['default/web-1', 'default/web-2', 'default/web-3'] },
    ]);
  });

  test('restarts, and knows nobody yet when it comes back', async () => {
    await using fake = await FakeKubernetes.start();
    await using started = await fake.target().start();
    await using deployment = await started.deploy(web);
    expect(await deployment.probe([probe])).toMatchObject([{ by: ['default/web-1'] }]);
    fake.api.breakConnections();
    fake.api.faults.order(/./, 'reset');
    fake.api.faults.order(/^POST/, { code: 401 });
    fake.api.faults.order(/exec/, { code: 403 });
    // What went while nobody watched is gone from the list.
    fake.store.remove(fake.store.in('/api/v1/pods').map(([path]) => path)[0] ?? '');
    await deployment.apply(pod('web-2'));
    expect(deployment.pods.map((each) => each.pod)).toEqual(['default/web-2']);
  });

  test('is away while a probe is under way: it is asked again on a new connection', async () => {
    await using fake = await FakeKubernetes.start();
    await using started = await fake.target().start();
    await using deployment = await started.deploy(web);
    await deployment.probe([probe]);
    fake.api.breakConnections();
    fake.api.faults.order(/exec/, 'reset');
    expect(await deployment.probe([probe])).toMatchObject([{ outcome: 'reached', by: ['default/web-1'] }]);
  });
});

describe('a run ends', () => {
  test.each([
    ['before it has looked at the cluster', /^GET \/version/],
    ['while it lists', /^GET \/api\/v1\/nodes/],
    ['while it makes a namespace', /^POST \/api\/v1\/namespaces$/],
    ['while it makes objects', /^POST .*\/pods$/],
  ])('when it is interrupted %s, and nothing is left', async (_, request) => {
    await using fake = await FakeKubernetes.start();
    const interrupted = new AbortController();
    const reason = new Error('enough');
    fake.api.faults.order(request, async () => interrupted.abort(reason));
    const run = async () => {
      await using started = await fake.target().start(interrupted.signal);
      await started.deploy(web, interrupted.signal);
    };
    await expect(run()).rejects.toBe(reason);
    expect(fake.leftovers).toEqual([]);
  });
});
