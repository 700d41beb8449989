import { parseManifests } from '../../../src/model/parse-manifests';
import { FakeKubernetes } from './fake/fake-kubernetes';

const config = parseManifests(
  `{apiVersion: v1, kind: ConfigMap, metadata: {name: settings, namespace: shop}, data: {mode: test}}`,
);
const ingressClass = (controller: string) =>
  parseManifests(
    `{apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: {name: mine}, spec: {controller: ${controller}}}`,
  );
const POST_CONFIG = /^POST .*\/configmaps$/;

describe('a deployment makes objects', () => {
  const deployed = async (fake: FakeKubernetes, manifests = config, namespacePrefix = '') => {
    await using started = await fake.target({ allowClusterScoped: true, namespacePrefix }).start();
    await started.deploy(manifests);
    return fake.store.all().filter(([path]) => fake.leftovers.includes(path));
  };

  test('once, though the API server was away, or its answer was lost', async () => {
    await using fake = await FakeKubernetes.start();
    fake.api.faults.order(POST_CONFIG, 'reset');
    fake.api.faults.order(POST_CONFIG, { code: 503 });
    fake.api.faults.order(POST_CONFIG, 'unanswered');
    const made = await deployed(fake);
    expect(made.map(([, { kind }]) => kind)).toEqual(['Namespace', 'ConfigMap']);
    expect(fake.leftovers).toEqual([]);
  });

  test('when a new namespace has got its account', async () => {
    await using fake = await FakeKubernetes.start();
    const message = 'error looking up service account shop/default: serviceaccount "default" not found';
    fake.api.faults.order(POST_CONFIG, { code: 403, reason: 'Forbidden', message }, 2);
    expect(await deployed(fake)).toHaveLength(2);
  });

  test.each([
    ['forbids them', { code: 403, reason: 'Forbidden', message: 'not yours' }],
    ['finds them invalid', { code: 422, reason: 'Invalid', message: 'data: not yours' }],
  ])('and says which the API server refuses, when it %s', async (_, refusal) => {
    await using fake = await FakeKubernetes.start();
    fake.api.faults.order(POST_CONFIG, refusal);
    await expect(deployed(fake)).rejects.toThrow(
      `ConfigMap shop/settings: the API server refuses it: ${refusal.message}`,
    );
    expect(fake.leftovers).toEqual([]);
  });

  test('of kinds that the cluster has', async () => {
    await using fake = await FakeKubernetes.start();
    const [custom = {}] = parseManifests(
      `{apiVersion: example.com/v1, kind: Thing, metadata: {name: mine, namespace: shop}}`,
    );
    await expect(deployed(fake, [custom])).rejects.toThrow(
      /^example.com\/v1 Thing: .*no such kind; install its CustomResourceDefinition/,
    );
  });

  test.each([
    ['nobody made for a run', {}, /ConfigMap shop\/settings: exists in the cluster already.*--namespace-prefix/],
    [
      'another run made',
      { 'cdk8s-net/run': 'another' },
      /left from an earlier run.*\(cdk8s-net\/run=another\).*cleanup/,
    ],
  ])('but never touches one that %s', async (_, labels, problem) => {
    await using fake = await FakeKubernetes.start();
    fake.put('Namespace', undefined, 'shop');
    const path = fake.put('ConfigMap', 'shop', 'settings', { metadata: { labels }, data: { mode: 'theirs' } });
    const before = fake.store.at(path);
    await expect(deployed(fake)).rejects.toThrow(problem);
    expect(fake.store.at(path)).toEqual(before);
  });

  test('and uses one outside of namespaces that says the same, which stays', async () => {
    await using fake = await FakeKubernetes.start();
    const path = fake.put('IngressClass', undefined, 'mine', { spec: { controller: 'example.com/a' } });
    expect(await deployed(fake, ingressClass('example.com/a'))).toEqual([]);
    expect(fake.store.at(path)).toBeDefined();
    await expect(deployed(fake, ingressClass('example.com/b'))).rejects.toThrow(
      /^IngressClass mine: exists in the cluster/,
    );
    expect(fake.store.at(path)).toMatchObject({ spec: { controller: 'example.com/a' } });
  });
});

describe('a deployment makes namespaces', () => {
  const shop = '/api/v1/namespaces/shop';

  test('of its own, unless it is told to use those that are there', async () => {
    await using fake = await FakeKubernetes.start();
    fake.put('Namespace', undefined, 'shop');
    fake.put('Namespace', undefined, 'run-shop');
    {
      await using started = await fake.target({ namespacePrefix: '' }).start();
      await started.deploy(config);
      expect(fake.leftovers).toEqual([`${shop}/configmaps/settings`]);
    }
    await using started = await fake.target({ namespacePrefix: 'run-' }).start();
    await expect(started.deploy(config)).rejects.toThrow(
      'Namespace run-shop: exists already; choose another --namespace-prefix',
    );
    expect(fake.leftovers).toEqual([]);
  });

  test.each([
    ['is being deleted', { deletionTimestamp: '2026-01-01T00:00:00Z' }, /^Namespace shop: is being deleted/],
    ['another run made', { labels: { 'cdk8s-net/run': 'another' } }, /^Namespace shop: is left from an earlier run/],
  ])('but not one that %s', async (_, metadata, problem) => {
    await using fake = await FakeKubernetes.start();
    fake.put('Namespace', undefined, 'shop', { metadata });
    await using started = await fake.target({ namespacePrefix: '' }).start();
    await expect(started.deploy(config)).rejects.toThrow(problem);
  });

  test('with the labels that the manifests give them, and nothing outside of them that is not allowed', async () => {
    await using fake = await FakeKubernetes.start();
    const [namespace = {}] = parseManifests(
      `{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {team: a}}}`,
    );
    await using started = await fake.target({ namespacePrefix: '' }).start();
    await started.deploy([namespace]);
    expect(fake.store.at(shop)).toMatchObject({ metadata: { labels: { team: 'a' } } });
    await expect(started.deploy(ingressClass('example.com/a'))).rejects.toThrow(
      /IngressClass mine: belongs to no namespace.*--allow-cluster-scoped/,
    );
  });
});
