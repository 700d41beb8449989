import type { Cluster } from '../../src/dataplane/cluster';
import { clusterOf, dial, outcome, pod, service } from './support';

const PODS = pod('c', 'worker', 'role: client') + pod('a', 'worker', 'app: web') + pod('b', 'worker2', 'app: far');
const HOST = pod('h', 'worker', 'app: host', '  hostNetwork: true\n').replace(
  '[netexec]',
  '[netexec, --http-port=18080, --udp-port=18081]',
);
const source = (cluster: Cluster, from: string, address: string, port: number, protocol: 'TCP' | 'UDP' = 'TCP') => {
  const decision = dial(cluster, from, address, port, protocol);
  return decision.action === 'deliver' ? cluster.placeholderOf(decision.source) : decision.action;
};

describe('without a Service', () => {
  const cluster = clusterOf(PODS + HOST);
  it.each<[string, string, string, number, string]>([
    ['a Pod keeps its address to another Pod', 'shop/c', '${podIP:shop/b}', 8080, '${podIP:shop/c}'],
    ['a Pod reaches itself', 'shop/a', '${podIP:shop/a}', 8080, '${podIP:shop/a}'],
    ['a Pod reaches itself by loopback', 'shop/a', '127.0.0.1', 8080, '127.0.0.1'],
    ['loopback of another Pod is not its own', 'shop/c', '127.0.0.1', 9, 'refuse'],
    [
      'a node comes to its own Pods from the address of their links',
      'worker',
      '${podIP:shop/a}',
      8080,
      '${gatewayIP:worker}',
    ],
    ['a node comes to other Pods from its address', 'worker2', '${podIP:shop/a}', 8080, '${nodeIP:worker2}'],
    ['a Pod keeps its address to its own node', 'shop/c', '${nodeIP:worker}', 18080, '${podIP:shop/c}'],
    ['a Pod comes to other nodes from its node', 'shop/b', '${nodeIP:worker}', 18080, '${nodeIP:worker2}'],
    ['a Pod comes to the outside from its node', 'shop/c', '${externalIP}', 80, '${nodeIP:worker}'],
    ['a host outside listens on port 80 only', 'shop/c', '${externalIP}', 81, 'refuse'],
    ['the outside has no way to Pods', 'outside', '${podIP:shop/a}', 8080, 'drop'],
    ['the outside reaches nodes under its own address', 'outside', '${nodeIP:worker}', 18080, '${outsideIP}'],
    ['nobody has the address', 'shop/c', '203.0.113.1', 80, 'drop'],
    ['nobody listens', 'shop/c', '${nodeIP:worker}', 31000, 'refuse'],
    ['nobody outside listens at its loopback', 'outside', '127.0.0.1', 8080, 'refuse'],
  ])('%s', (_, from, address, port, expected) => {
    expect(source(cluster, from, address, port)).toBe(expected);
  });

  it('a host outside listens on every port that is said of it', () => {
    const address = '198.51.100.7';
    const outside = clusterOf(PODS, { externalHosts: [{ name: 'db.example.com', address, ports: [443, 5432] }] });
    const seen = [443, 5432, 80].map((port) => source(outside, 'shop/c', address, port));
    expect(seen).toEqual(['${nodeIP:worker}', '${nodeIP:worker}', 'refuse']);
  });

  it('an answer by UDP from the wildcard address of a node gets lost on the way to its own Pods', () => {
    expect(source(cluster, 'shop/c', '${nodeIP:worker}', 18081, 'UDP')).toBe('drop');
    expect(source(cluster, 'shop/b', '${nodeIP:worker}', 18081, 'UDP')).toBe('${nodeIP:worker2}');
    expect(source(cluster, 'worker', '${gatewayIP:worker}', 18081, 'UDP')).toBe('${gatewayIP:worker}');
    expect(source(cluster, 'worker', '127.0.0.1', 18081, 'UDP')).toBe('127.0.0.1');
  });
});

describe('Services in a row, whose endpoints are node ports of other nodes', () => {
  const WAY = ['worker2', 'control-plane', 'worker', 'worker2'];
  const step = (index: number, node: string, nodePort: number) => `${service(
    `step${index}`,
    `{type: NodePort, ports: [{port: 80, nodePort: ${30100 + index}}]}`,
  )}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: step${index}, namespace: shop, labels: {kubernetes.io/service-name: step${index}}}
addressType: IPv4
ports: [{port: ${nodePort}}]
endpoints: [{addresses: ['\${nodeIP:${node}}']}]`;

  it('are passed one after the other', () => {
    const last = service(
      'last',
      '{type: NodePort, selector: {app: web}, ports: [{port: 80, targetPort: 8080, nodePort: 30090}]}',
    );
    const steps = WAY.map((node, index) => step(index, node, index === WAY.length - 1 ? 30090 : 30101 + index));
    const cluster = clusterOf(`${PODS}${last}${steps.join('')}`);
    expect(outcome(dial(cluster, 'shop/c', '${clusterIP:shop/step0}', 80))).toBe('shop/a');
  });

  it('that lead in a circle lead nowhere', () => {
    const cluster = clusterOf(`${PODS}${step(0, 'worker2', 30101)}${step(1, 'worker', 30100)}`);
    expect(dial(cluster, 'shop/c', '${clusterIP:shop/step0}', 80)).toMatchObject({ action: 'drop', brokenAt: 'route' });
  });
});

describe('host ports', () => {
  const mapped = pod('m', 'worker', 'app: m').replace('containerPort: 8080', 'containerPort: 8080, hostPort: 8888');
  const cluster = clusterOf(PODS + mapped);

  it('lead from every address of the node to the Pod', () => {
    for (const from of ['outside', 'worker2', 'shop/b', 'worker']) {
      expect(outcome(dial(cluster, from, '${nodeIP:worker}', 8888))).toBe('shop/m');
    }
    expect(outcome(dial(cluster, 'worker', '127.0.0.1', 8888))).toBe('shop/m');
    expect(outcome(dial(cluster, 'outside', '${nodeIP:worker2}', 8888))).toBe('refuse');
  });

  it('show every Pod of the node under the address of the node', () => {
    const two = clusterOf(PODS + mapped + pod('near', 'worker', 'app: near'));
    expect(source(two, 'shop/near', '${nodeIP:worker}', 8888)).toBe('${gatewayIP:worker}');
  });

  it('show the Pod that dials itself under the address of the node', () => {
    expect(source(cluster, 'shop/m', '${nodeIP:worker}', 8888)).toBe('${gatewayIP:worker}');
  });

  it('may be of one address only', () => {
    const one = mapped.replace('hostPort: 8888', 'hostPort: 8888, hostIP: 10.244.1.1');
    const narrow = clusterOf(one);
    expect(outcome(dial(narrow, 'worker', '${gatewayIP:worker}', 8888))).toBe('shop/m');
    expect(outcome(dial(narrow, 'worker', '${nodeIP:worker}', 8888))).toBe('refuse');
  });
});

describe('through a Service', () => {
  it('an endpoint on the address of another node is judged again there', () => {
    const cluster = clusterOf(
      PODS +
        HOST +
        service('host', '{selector: {app: host}, ports: [{port: 80, targetPort: 18080}]}') +
        service(
          'thief',
          "{selector: {app: far}, ports: [{port: 18080, targetPort: 8080}], externalIPs: ['${nodeIP:worker}']}",
        ),
    );
    expect(outcome(dial(cluster, 'shop/b', '${clusterIP:shop/host}', 80))).toBe('shop/b');
    expect(outcome(dial(cluster, 'shop/c', '${clusterIP:shop/host}', 80))).toBe('shop/h');
  });

  it('a Pod that is sent back to itself sees the address of its node', () => {
    const cluster = clusterOf(PODS + service('web', '{selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}'));
    expect(source(cluster, 'shop/a', '${clusterIP:shop/web}', 80)).toBe('${gatewayIP:worker}');
  });

  it('in ipvs an answer that does not pass the node again is lost', () => {
    const far = service(
      'far',
      '{type: NodePort, selector: {app: far}, ports: [{port: 80, targetPort: 8080, nodePort: 30001}], externalTrafficPolicy: Local}',
    );
    const cluster = clusterOf(PODS + far, { proxyMode: 'ipvs' });
    const decision = dial(cluster, 'outside', '${nodeIP:worker}', 30001);
    expect(decision).toMatchObject({ action: 'drop', brokenAt: 'route' });
    expect(outcome(dial(cluster, 'shop/c', '${nodeIP:worker}', 30001))).toBe('shop/b');
  });

  it('in ipvs a node takes no packet from elsewhere that has its own address', () => {
    const host = service(
      'host',
      '{type: NodePort, selector: {app: host}, ports: [{port: 80, targetPort: 18080, nodePort: 30002}], externalTrafficPolicy: Local}',
    );
    const cluster = clusterOf(HOST + host, { proxyMode: 'ipvs' });
    expect(outcome(dial(cluster, 'worker', '${nodeIP:worker2}', 30002))).toBe('drop');
  });

  it('in ipvs every node answers for an external address of its own network', () => {
    const external = (address: string) =>
      service('ext', `{selector: {app: web}, ports: [{port: 80, targetPort: 8080}], externalIPs: [${address}]}`);
    const at = (address: string, proxyMode: 'ipvs' | 'iptables') =>
      outcome(dial(clusterOf(PODS + external(address), { proxyMode }), 'outside', address, 80));
    expect([at('172.18.9.9', 'ipvs'), at('203.0.113.9', 'ipvs'), at('172.18.9.9', 'iptables')]).toEqual([
      'shop/a',
      'drop',
      'drop',
    ]);
  });
});

it('a packet that the nodes send round in a circle is lost', () => {
  const circle = (
    name: string,
    at: string,
    to: string,
  ) => `${service(name, `{ports: [{port: 99}], externalIPs: ['\${nodeIP:${at}}']}`)}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: ${name}, namespace: shop, labels: {kubernetes.io/service-name: ${name}}}
addressType: IPv4
endpoints: [{addresses: ['\${nodeIP:${to}}']}]
ports: [{port: 99}]`;
  const cluster = clusterOf(circle('one', 'worker', 'worker2') + circle('two', 'worker2', 'worker'));
  expect(dial(cluster, 'outside', '${nodeIP:worker}', 99)).toMatchObject({ action: 'drop', brokenAt: 'route' });
});

describe('health checks of load balancers', () => {
  const cluster = clusterOf(
    PODS +
      service(
        'lb',
        '{type: LoadBalancer, selector: {app: web}, ports: [{port: 80, targetPort: 8080}], externalTrafficPolicy: Local, healthCheckNodePort: 30500}',
      ),
  );
  it.each([
    ['worker', 200],
    ['worker2', 503],
  ] as const)('of node %s say %i', (node, status) => {
    const decision = dial(cluster, 'outside', `\${nodeIP:${node}}`, 30500);
    expect(decision).toMatchObject({ action: 'deliver', listener: { type: 'healthCheck', status } });
  });

  it('do not count Pods that are stopping', () => {
    cluster.terminate('shop/a');
    expect(dial(cluster, 'outside', '${nodeIP:worker}', 30500)).toMatchObject({ listener: { status: 503 } });
  });
});

it.each([{ pod: 'shop/none' }, { node: 'none' }])('a client that does not exist is named: %j', (from) => {
  expect(() => clusterOf('').connect({ from, protocol: 'TCP', address: '10.0.0.1', port: 1 })).toThrow(/none/);
});
