import type { ProxyMode } from '../../../src/terms/proxy-mode';
import { clusterOf, dial, outcome, pod, reached, service } from '../support';

const PODS = pod('c', 'worker', 'role: client') + pod('a', 'worker', 'app: web') + pod('b', 'worker2', 'app: web');
const SERVICES =
  service('web', '{selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}') +
  service('empty', '{type: LoadBalancer, selector: {app: none}, ports: [{port: 80, nodePort: 30010}]}') +
  service(
    'closed',
    '{type: LoadBalancer, selector: {app: none}, ports: [{port: 80}], loadBalancerSourceRanges: [255.0.0.0/32]}',
  ) +
  service(
    'local',
    '{type: NodePort, selector: {app: web}, ports: [{port: 80, targetPort: 8080, nodePort: 30011}], externalTrafficPolicy: Local}',
  ) +
  service('inner', '{selector: {app: web}, ports: [{port: 80, targetPort: 8080}], internalTrafficPolicy: Local}');
const MODES = ['iptables', 'nftables', 'ipvs', 'userspace'] as const;
const clusters = new Map(MODES.map((proxyMode) => [proxyMode, clusterOf(PODS + SERVICES, { proxyMode })]));
const results = (from: string, address: string, port: number) =>
  MODES.map((mode) => {
    const cluster = clusters.get(mode);
    return cluster === undefined ? '' : reached(cluster, from, address, port).join('+');
  });

describe('in iptables, nftables, ipvs and userspace', () => {
  const both = 'shop/a+shop/b';
  it.each<[string, string, string, number, readonly [string, string, string, string]]>([
    ['a cluster IP', 'shop/c', '${clusterIP:shop/web}', 80, [both, both, both, both]],
    ['an undefined port of a cluster IP', 'shop/c', '${clusterIP:shop/web}', 81, ['drop', 'refuse', 'refuse', 'drop']],
    ['an address of the Service range that nobody has', 'shop/c', '10.96.77.77', 80, ['drop', 'drop', 'drop', 'drop']],
    ['an empty Service, from a Pod', 'shop/c', '${lbIP:shop/empty}', 80, ['refuse', 'refuse', 'refuse', 'refuse']],
    ['an empty Service, from a node', 'worker', '${lbIP:shop/empty}', 80, ['drop', 'refuse', 'refuse', 'drop']],
    ['an empty Service, from outside', 'outside', '${lbIP:shop/empty}', 80, ['drop', 'drop', 'refuse', 'drop']],
    [
      'an empty Service that is closed, from a Pod',
      'shop/c',
      '${lbIP:shop/closed}',
      80,
      ['refuse', 'drop', 'drop', 'refuse'],
    ],
    [
      'an empty Service that is closed, from a node',
      'worker',
      '${lbIP:shop/closed}',
      80,
      ['drop', 'drop', 'refuse', 'drop'],
    ],
    ['a node port on loopback', 'worker', '127.0.0.1', 30011, [both, 'refuse', 'refuse', both]],
    [
      'a node port on the address of the Pod links',
      'worker',
      '${gatewayIP:worker}',
      30011,
      [both, 'refuse', 'shop/a', both],
    ],
    ['policy Local at the own node', 'worker', '${nodeIP:worker}', 30011, [both, both, 'shop/a', both]],
    ['policy Local at another node', 'worker2', '${nodeIP:worker}', 30011, ['shop/a', 'shop/a', 'shop/a', both]],
    [
      'policy Local at a node without endpoint',
      'outside',
      '${nodeIP:control-plane}',
      30011,
      ['drop', 'drop', 'drop', both],
    ],
    [
      'internal policy Local where there is an endpoint',
      'shop/c',
      '${clusterIP:shop/inner}',
      80,
      ['shop/a', 'shop/a', 'shop/a', both],
    ],
    [
      'internal policy Local where there is none',
      'control-plane',
      '${clusterIP:shop/inner}',
      80,
      ['drop', 'drop', 'refuse', both],
    ],
  ])('%s', (_, from, address, port, expected) => {
    expect(results(from, address, port)).toEqual(expected);
  });
});

it.each(MODES)('session affinity holds in mode %s, and each client has its own', (proxyMode: ProxyMode) => {
  const sticky = service(
    'sticky',
    '{selector: {app: web}, ports: [{port: 80, targetPort: 8080}], sessionAffinity: ClientIP}',
  );
  const cluster = clusterOf(PODS + sticky, { proxyMode, now: () => 0 });
  for (const from of ['shop/c', 'shop/a', 'worker', 'worker2']) {
    expect(reached(cluster, from, '${clusterIP:shop/sticky}', 80)).toHaveLength(1);
  }
});

it('affinity is shared by the addresses of a Service port, except in ipvs', () => {
  const sticky = service(
    'sticky',
    '{type: NodePort, selector: {app: web}, ports: [{port: 80, targetPort: 8080, nodePort: 30020}], sessionAffinity: ClientIP}',
  );
  const both = (proxyMode: ProxyMode) => {
    const cluster = clusterOf(PODS + sticky, { proxyMode, now: () => 0 });
    return ['${clusterIP:shop/sticky}:80', '${nodeIP:worker}:30020'].map((target) => {
      const [address = '', port = ''] = target.split(/:(?=\d+$)/);
      return outcome(dial(cluster, 'shop/c', address, Number(port)));
    });
  };
  const [first, second] = both('iptables');
  expect(first).toBe(second);
});

it('in userspace every connection comes from the node', () => {
  const cluster = clusters.get('userspace');
  if (cluster === undefined) throw new Error('no cluster');
  const sources = Array.from({ length: 4 }, () => {
    const decision = dial(cluster, 'shop/c', '${clusterIP:shop/web}', 80);
    return decision.action === 'deliver' ? cluster.placeholderOf(decision.source) : decision.action;
  });
  expect([...new Set(sources)].sort()).toEqual(['${gatewayIP:worker}', '${nodeIP:worker}']);
});
