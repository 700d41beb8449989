import { DEFAULT_NODES } from '../../src/dataplane/cluster-config';
import { explain } from '../../src/explain/explain';
import { nodesOf } from '../../src/explain/nodes';
import { NetworkModel } from '../../src/model/network-model';
import { parse, pod } from '../dataplane/support';

const nodes = (yaml: string) => nodesOf(NetworkModel.of(parse(yaml)));

describe('the nodes of a cluster that manifests describe', () => {
  test('are those of the embedded target', () => {
    expect(nodes(pod('a', 'worker', 'app: a'))).toBe(DEFAULT_NODES);
    expect(nodes('')).toBe(DEFAULT_NODES);
  });

  test('are those that Pods name', () => {
    expect(nodes(`${pod('a', 'n1', 'app: a')}${pod('b', 'n2', 'app: a')}`)).toEqual([{ name: 'n1' }, { name: 'n2' }]);
  });

  test('are the Nodes among them', () => {
    const node = '{apiVersion: v1, kind: Node, metadata: {name: n1, labels: {topology.kubernetes.io/zone: a}}}';
    expect(nodes(`${pod('a', 'n2', 'app: a')}\n---\n${node}`)).toEqual([
      { name: 'n1', labels: { 'topology.kubernetes.io/zone': 'a' } },
    ]);
  });

  test('hold Pods and addresses as they were read', () => {
    const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a', namespace: 'shop' } };
    const [read = {}] = parse(pod('a', 'n1', 'app: a'));
    const spec = { clusterIP: '10.96.7.7', selector: { app: 'a' }, ports: [{ port: 80, targetPort: 8080 }] };
    const manifests = [
      { ...read, status: { podIP: '10.244.3.9' } },
      { ...service, spec },
    ];
    const { clients, services } = explain(manifests, '10.96.7.7:80', { from: 'node/n1' });
    expect(services[0]?.ports[0]?.endpoints).toMatchObject([{ address: '10.244.3.9', node: 'n1' }]);
    expect(clients[0]).toMatchObject({ outcome: 'served', by: ['Pod shop/a'] });
  });
});
