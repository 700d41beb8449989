import { NetworkModel } from '../../../src/model/network-model';
import { parseManifests } from '../../../src/model/parse-manifests';
import { Clients, usesClusterDNS } from '../../../src/probes/plan/clients';

const workload = (kind: string, name: string, pod = '') => `
apiVersion: ${kind === 'Job' ? 'batch/v1' : 'apps/v1'}
kind: ${kind}
metadata: {name: ${name}, namespace: shop}
spec:
  template:
    metadata: {labels: {app: ${name}}}
    spec: {${pod}containers: [{name: app, image: app}]}
`;

/** Who asks where these workloads have these Pods each, on one node. */
function clientsOf(manifests: readonly string[], podsEach = 1, ready = true): Clients {
  const model = NetworkModel.of(parseManifests(manifests.join('---')));
  const pods = model.workloadsOf('shop').flatMap(({ ref: { kind, name } }) =>
    Array.from({ length: podsEach }, (_, index) => ({
      pod: `shop/${name}-${index}`,
      workload: `${kind}/shop/${name}`,
      node: 'worker',
      ready,
    })),
  );
  return new Clients(model, { services: new Map(), pods, nodes: ['worker'], clusterDomain: 'cluster.local' });
}
const labels = (clients: Clients) => clients.of('shop').map(({ label }) => label);
const named = (count: number) => Array.from({ length: count }, (_, index) => `w${index}`);

describe('who asks for the Services of a namespace', () => {
  test('is one Pod of each workload, of the first five', () => {
    for (const count of [1, 4, 5, 7]) {
      const clients = clientsOf(
        named(count).map((name) => workload('Deployment', name)),
        2,
      );
      expect(clients.of('shop').map(({ from }) => from)).toEqual(
        named(Math.min(count, 5)).map((name) => ({ pod: `shop/${name}-0` })),
      );
    }
  });

  test('is nobody who ends by himself, or runs no Pod', () => {
    const manifests = [workload('Job', 'migrate'), workload('Deployment', 'web')];
    expect(labels(clientsOf(manifests))).toEqual(['shop/web']);
    expect(labels(clientsOf(manifests, 0))).toEqual([]);
    expect(clientsOf(manifests).of('elsewhere')).toEqual([]);
  });

  test.each([
    ['', true],
    ['hostNetwork: true, ', false],
    ['hostNetwork: true, dnsPolicy: ClusterFirstWithHostNet, ', true],
    ['dnsPolicy: Default, ', false],
    ['dnsPolicy: None, ', false],
  ])('asks by name with {%s}: %s', (pod, expected) => {
    const [client] = clientsOf([workload('Deployment', 'web', pod)]).of('shop');
    expect(client && usesClusterDNS(client)).toBe(expected);
  });

  test('asks by address on nodes', () => {
    const { nodes } = clientsOf([]);
    expect(nodes).toEqual([{ from: { node: 'worker' }, label: 'node worker', node: 'worker' }]);
    expect(nodes.some(usesClusterDNS)).toBe(false);
  });
});

describe('who may answer for a Service', () => {
  const service = (spec: object) => ({ metadata: { name: 'web', namespace: 'shop' }, spec });
  const two = [workload('Deployment', 'a'), workload('Deployment', 'b')];
  const answering = (clients: Clients, spec: object) => clients.behind(service(spec))?.map(({ pod }) => pod);

  test('are the ready Pods that its selector selects', () => {
    expect(answering(clientsOf(two, 2), { selector: { app: 'b' } })).toEqual(['shop/b-0', 'shop/b-1']);
    expect(answering(clientsOf(two), { selector: { app: 'c' } })).toEqual([]);
    expect(answering(clientsOf(two, 1, false), { selector: { app: 'b' } })).toEqual([]);
    const unready = { selector: { app: 'b' }, publishNotReadyAddresses: true };
    expect(answering(clientsOf(two, 1, false), unready)).toEqual(['shop/b-0']);
  });

  test('is not known without a selector', () => {
    expect(answering(clientsOf(two), {})).toBeUndefined();
    expect(answering(clientsOf(two), { selector: {} })).toBeUndefined();
  });
});

test('Equal Services share the list of Pods behind them, and of their names, so that a plan grows with their number alone', () => {
  const clients = clientsOf(named(3).map((name) => workload('Deployment', name)));
  const service = (name: string) => ({ metadata: { name, namespace: 'shop' }, spec: { selector: { app: 'w1' } } });
  const [one, other] = [clients.behind(service('a')), clients.behind(service('b'))];
  expect(one?.map(({ pod }) => pod)).toEqual(['shop/w1-0']);
  expect(other).toBe(one);
  expect(clients.namesOf(one ?? [])).toBe(clients.namesOf(other ?? []));
});
