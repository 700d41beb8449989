import { Cluster } from '../../src/dataplane/cluster';
import { clusterOf, dial, outcome, parse, pod, reached, service } from './support';

describe('a cluster', () => {
  it('follows what is applied later', () => {
    const cluster = clusterOf(
      pod('c', 'worker', 'role: c') + service('web', '{selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}'),
    );
    expect(outcome(dial(cluster, 'shop/c', '${clusterIP:shop/web}', 80))).toBe('refuse');
    cluster.apply(parse(pod('a', 'worker', 'app: web')));
    expect(outcome(dial(cluster, 'shop/c', '${clusterIP:shop/web}', 80))).toBe('shop/a');
  });

  it('falls back to Pods that are stopping', () => {
    const cluster = clusterOf(
      pod('a', 'worker', 'app: web') +
        pod('b', 'worker', 'app: web') +
        service('web', '{selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}'),
    );
    cluster.terminate('shop/a');
    expect(reached(cluster, 'worker', '${clusterIP:shop/web}', 80)).toEqual(['shop/b']);
    cluster.terminate('shop/b');
    expect(reached(cluster, 'worker', '${clusterIP:shop/web}', 80)).toEqual(['shop/a', 'shop/b']);
  });

  it('has a DNS server, an API server and an Ingress controller', () => {
    const cluster = clusterOf(pod('c', 'worker', 'role: c'));
    expect(outcome(dial(cluster, 'shop/c', '10.96.0.10', 53, 'UDP'))).toBe('dns');
    expect(outcome(dial(cluster, 'shop/c', '10.96.0.1', 443))).toBe('apiServer');
    for (const address of ['${ingressIP}', '${nodeIP:worker2}']) {
      expect(outcome(dial(cluster, 'outside', address, 443))).toBe('ingress');
    }
  });

  it('decides the same each time', () => {
    const yaml =
      ['a', 'b', 'd'].map((name) => pod(name, 'worker', 'app: web')).join('') +
      service('web', '{selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}');
    const sequence = () => {
      const cluster = clusterOf(yaml);
      return Array.from({ length: 20 }, () => outcome(dial(cluster, 'worker', '${clusterIP:shop/web}', 80)));
    };
    expect(sequence()).toEqual(sequence());
  });

  it('takes null for absent, as the API server does', () => {
    const yaml =
      '{apiVersion: v1, kind: Pod, metadata: {name: a, labels: null}, spec: {nodeName: worker, hostNetwork: null, containers: [{name: c, ports: null, readinessProbe: null}]}}';
    expect(clusterOf(yaml).pods.get('default/a')).toMatchObject({ hostNetwork: false, listeners: [] });
  });

  it('puts objects without a namespace where it is told to', () => {
    const cluster = clusterOf('{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{port: 80}]}}', {
      namespace: 'mine',
    });
    expect(cluster.services.has('mine/web')).toBe(true);
  });

  it.each([{ loadBalancerRange: 'x' }, { serviceClusterIPRange: ['x'] }, { serviceNodePortRange: 'x' }])(
    'refuses %j',
    (config) => {
      expect(() => new Cluster({ nodes: [{ name: 'a' }], ...config })).toThrow(RangeError);
    },
  );
});

it('10,000 Services are no more work each than a few: every address is found by key', () => {
  const manifests = Array.from({ length: 10_000 }, (_, index) => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: `s${index}`, namespace: `n${index % 20}` },
    spec: { selector: { app: `s${index}` }, ports: [{ port: 80 }] },
  }));
  const cluster = new Cluster({ nodes: [{ name: 'worker' }] });
  cluster.apply(manifests);
  const address = cluster.services.get('n19/s9999')?.spec.clusterIP ?? '';
  expect(cluster.connect({ from: { node: 'worker' }, protocol: 'TCP', address, port: 80 }).action).toBe('refuse');
  expect(cluster.refusedServices.size).toBe(0);
});
