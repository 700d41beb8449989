import { verify } from '../../../src/conformance/verify';
import type { Intent } from '../../../src/model/intents';
import { parseManifests } from '../../../src/model/parse-manifests';
import type { FakeKubernetesOptions } from './fake/fake-kubernetes';
import { FakeKubernetes } from './fake/fake-kubernetes';

const pod = (name: string) => `
apiVersion: v1
kind: Pod
metadata: {name: ${name}-pod, labels: {app: ${name}}}
spec: {containers: [{name: app, image: app, ports: [{containerPort: 8080}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: ${name}}
spec: {selector: {app: ${name}}, ports: [{port: 80, targetPort: 8080}]}
---`;
const POLICY = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: closed}
spec: {podSelector: {matchLabels: {app: web}}, policyTypes: [Ingress]}
`;
const SHOP = parseManifests(`${pod('web')}${pod('open')}${POLICY}`);
const DENY: Intent = {
  id: 'shop#1',
  construct: 'shop',
  expect: 'deny',
  from: { workload: { kind: 'Pod', namespace: 'default', name: 'open-pod' } },
  to: { service: { namespace: 'default', name: 'web' } },
};

async function verified(options: FakeKubernetesOptions, manifests = SHOP, intents: readonly Intent[] = [DENY]) {
  await using fake = await FakeKubernetes.start(options);
  const target = fake.target({ clusterBudgets: { tries: 2, triesPerFurtherAnswer: 1, enforcementMs: 300 } });
  const report = await verify({ target, manifests, intents });
  const { notes = [], probes } = report;
  const results = (subject: string) => [
    ...new Set(
      probes.filter((one) => one.subject === subject && one.client === 'open-pod').map(({ result }) => result),
    ),
  ];
  return { notes, results, leftovers: fake.leftovers };
}

describe('whether a cluster enforces NetworkPolicies is found out by an experiment', () => {
  test('where it does, what they close is expected to be closed, and what rests on them is proven', async () => {
    const { notes, results, leftovers } = await verified({ networkPolicies: 'kind' });
    expect(notes).toEqual([]);
    expect(results('ClusterIP web')).toEqual(['passed']);
    expect(results('Intents shop')).toEqual(['passed']);
    expect(leftovers).toEqual([]);
  });

  test('where it does not, the report says so once, everything is open, and denials that rest on them are not run', async () => {
    const { notes, results, leftovers } = await verified({ networkPolicies: 'off' });
    expect(notes).toEqual(['NetworkPolicies were not enforced']);
    expect(results('ClusterIP web')).toEqual(['passed']);
    expect(results('Intents shop')).toEqual(['notRun']);
    expect(leftovers).toEqual([]);
  });

  test('where its Pods do not run, nobody knows, and the report says why', async () => {
    const missingImages = /stand-in|agnhost/;
    const { notes } = await verified({ missingImages }, parseManifests(POLICY), []);
    expect(notes).toContainEqual(
      expect.stringMatching(/^whether NetworkPolicies are enforced is not known: .*ImagePull/),
    );
  });

  test('and takes it away as soon as that is known', async () => {
    await using fake = await FakeKubernetes.start({ networkPolicies: 'kind' });
    const made: string[] = [];
    fake.store.onChange(() => made.push(...ofTheExperiment(fake)));
    await using started = await fake.target().start();
    await using deployment = await started.deploy(SHOP);
    expect(deployment.enforcesPolicies).toBe(true);
    expect(made).not.toEqual([]);
    await vi.waitFor(() => expect(ofTheExperiment(fake)).toEqual([]));
  });

  test('without policies nothing of it is made', async () => {
    await using fake = await FakeKubernetes.start();
    await using started = await fake.target().start();
    await using deployment = await started.deploy(parseManifests(pod('web')));
    expect(deployment.enforcesPolicies).toBe('unknown');
    expect(ofTheExperiment(fake)).toEqual([]);
  });
});

function ofTheExperiment(fake: FakeKubernetes): readonly string[] {
  return fake.leftovers.filter((path) => path.includes('experiment'));
}
