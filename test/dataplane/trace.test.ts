import type { Cluster } from '../../src/dataplane/cluster';
import { clusterOf, pod, service } from './support';

const PODS = pod('c', 'worker', 'role: client') + pod('a', 'worker', 'app: web');
const trace = (
  cluster: Cluster,
  from: { pod: string } | { node: string } | { outside: true },
  address: string,
  port: number,
) => cluster.trace({ from, protocol: 'TCP', address: cluster.expand(address), port });
const web = (spec: string, labels = '') => clusterOf(PODS + service('web', spec, labels));
const FROM = { pod: 'shop/c' };

it('a connection that arrives has every link, in order', () => {
  const links = trace(
    web('{selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}'),
    FROM,
    '${clusterIP:shop/web}',
    80,
  );
  expect(links.map(({ link }) => link)).toEqual(['address', 'rules', 'endpoints', 'pod', 'port']);
  expect(links.every(({ ok }) => ok)).toBe(true);
});

describe('the first broken link is the last', () => {
  it.each<[string, Cluster, string, number, string, RegExp]>([
    [
      'endpoints, when the selector matches nothing',
      web('{selector: {app: wbe}, ports: [{port: 80}]}'),
      '${clusterIP:shop/web}',
      80,
      'endpoints',
      /app: web/,
    ],
    [
      'port, when nobody listens on the targetPort',
      web('{selector: {app: web}, ports: [{port: 80, targetPort: 9}]}'),
      '${clusterIP:shop/web}',
      80,
      'port',
      /shop\/a; it listens on 8080 \(TCP\) and 8081 \(UDP\)/,
    ],
    [
      'rules, when the Service has no such port',
      web('{selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}'),
      '${clusterIP:shop/web}',
      8080,
      'rules',
      /8080 is the targetPort of its port 80/,
    ],
    [
      'rules, when kube-proxy leaves it alone',
      web('{selector: {app: web}, ports: [{port: 80}]}', 'service.kubernetes.io/headless: ""'),
      '${clusterIP:shop/web}',
      80,
      'rules',
      /label service\.kubernetes\.io\/headless/,
    ],
    [
      'rules, when the source is in no range',
      web('{type: LoadBalancer, selector: {app: web}, ports: [{port: 80}], loadBalancerSourceRanges: [255.0.0.0/32]}'),
      '${lbIP:shop/web}',
      80,
      'rules',
      /loadBalancerSourceRanges/,
    ],
    [
      'endpoints, when the policy is Local',
      clusterOf(
        pod('c', 'worker2', '') +
          pod('a', 'worker', 'app: web') +
          service('web', '{selector: {app: web}, ports: [{port: 80}], internalTrafficPolicy: Local}'),
      ),
      '${clusterIP:shop/web}',
      80,
      'endpoints',
      /internalTrafficPolicy is Local.*worker2/,
    ],
    [
      'address, when nobody has it',
      web('{ports: [{port: 80}]}'),
      '203.0.113.1',
      80,
      'address',
      /nobody has the address/,
    ],
    ['port, at a node', web('{ports: [{port: 80}]}'), '${nodeIP:worker}', 31000, 'port', /not a node port/],
  ])('%s', (_, cluster, address, port, link, detail) => {
    const links = trace(cluster, FROM, address, port);
    expect(links.filter(({ ok }) => !ok)).toHaveLength(1);
    expect(links.at(-1)).toMatchObject({ link, ok: false, detail: expect.stringMatching(detail) as string });
  });
});

it('the links can be those of a decision that was made before', () => {
  const cluster = web('{selector: {app: web}, ports: [{port: 80}]}');
  const flow = { from: FROM, protocol: 'TCP', address: cluster.expand('${clusterIP:shop/web}'), port: 80 } as const;
  expect(cluster.trace(flow, { action: 'drop', reason: 'so it was', brokenAt: 'route' }).at(-1)?.detail).toBe(
    'so it was',
  );
});
