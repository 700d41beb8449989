import type { Cluster } from '../../../src/dataplane/cluster';
import { clusterOf, parse } from '../support';

const controller = (kind: string, spec: string, template = '', apiVersion = 'apps/v1') => `
apiVersion: ${apiVersion}
kind: ${kind}
metadata: {name: web, namespace: shop}
spec:
  ${spec}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: app, image: nginx, ports: [{containerPort: 80}]}]${template}}
`;
const names = (cluster: Cluster) => [...cluster.pods.values()].map(({ name }) => name);
const nodesOf = (cluster: Cluster) => [...cluster.pods.values()].map(({ node }) => node).sort();

describe('Pods of controllers', () => {
  it('of a Deployment have a hash and a suffix that are the same every time, and spread over the workers', () => {
    const cluster = clusterOf(controller('Deployment', 'replicas: 4'));
    expect(names(cluster).every((name) => /^web-[a-z0-9]{10}-[a-z0-9]{5}$/.test(name))).toBe(true);
    expect(nodesOf(cluster)).toEqual(['worker', 'worker', 'worker2', 'worker2']);
    expect(names(clusterOf(controller('Deployment', 'replicas: 4')))).toEqual(names(cluster));
  });

  it('of a StatefulSet are numbered, and named under the governing Service', () => {
    const cluster = clusterOf(controller('StatefulSet', 'replicas: 2\n  serviceName: db\n  ordinals: {start: 3}'));
    expect(names(cluster)).toEqual(['web-3', 'web-4']);
    expect(cluster.pods.get('shop/web-3')?.spec).toMatchObject({ hostname: 'web-3', subdomain: 'db' });
    expect(cluster.pods.get('shop/web-4')?.labels).toMatchObject({ 'apps.kubernetes.io/pod-index': '4' });
  });

  it('of a StatefulSet start one after the other: one that is never Ready keeps the next from starting', () => {
    const never = controller('StatefulSet', 'replicas: 3').replace(
      'name: app,',
      "name: app, readinessProbe: {exec: {command: ['false']}},",
    );
    expect(names(clusterOf(never))).toEqual(['web-0']);
    expect(names(clusterOf(never.replace('replicas: 3', 'podManagementPolicy: Parallel\n  replicas: 3')))).toHaveLength(
      3,
    );
  });

  it('of a DaemonSet run on every node that they may run on', () => {
    expect(nodesOf(clusterOf(controller('DaemonSet', 'minReadySeconds: 0')))).toEqual(['worker', 'worker2']);
    const tolerant = controller('DaemonSet', 'minReadySeconds: 0', ', tolerations: [{operator: Exists}]');
    expect(nodesOf(clusterOf(tolerant))).toEqual(['control-plane', 'worker', 'worker2']);
  });

  it('of a Job run as many as it works in parallel; a suspended one and a CronJob run none', () => {
    expect(names(clusterOf(controller('Job', 'parallelism: 2', '', 'batch/v1')))).toHaveLength(2);
    expect(names(clusterOf(controller('Job', 'suspend: true', '', 'batch/v1')))).toEqual([]);
    const cron = `
apiVersion: batch/v1
kind: CronJob
metadata: {name: nightly}
spec: {schedule: '0 0 * * *', jobTemplate: {spec: {template: {spec: {containers: [{name: c, image: x}]}}}}}`;
    expect(names(clusterOf(cron))).toEqual([]);
  });

  it.each(['Deployment', 'StatefulSet'])(
    'are 2,000 of a %s that wants any number of them, and one that tells so',
    (kind) => {
      const cluster = clusterOf(controller(kind, 'replicas: 2147483647\n  podManagementPolicy: Parallel'));
      expect([cluster.pods.size, [...cluster.pendingPods.values()]]).toEqual([
        2_000,
        [expect.stringMatching(/2147483647/)],
      ]);
    },
  );

  it('follow the number of replicas when it changes, and stay the same otherwise', () => {
    const cluster = clusterOf(controller('Deployment', 'replicas: 1'));
    const [first] = names(cluster);
    cluster.apply(parse(controller('Deployment', 'replicas: 3')));
    expect(names(cluster)).toHaveLength(3);
    expect(names(cluster)[0]).toBe(first);
    cluster.apply(parse(controller('Deployment', 'replicas: 0')));
    expect(names(cluster)).toEqual([]);
  });
});

describe('placement', () => {
  it('obeys nodeSelector and says why a Pod is pending', () => {
    const selecting = (zone: string) =>
      controller('Deployment', 'replicas: 2', `, nodeSelector: {topology.kubernetes.io/zone: ${zone}}`);
    expect(nodesOf(clusterOf(selecting('zone-b')))).toEqual(['worker2', 'worker2']);
    const cluster = clusterOf(selecting('nowhere'));
    expect(cluster.pods.size).toBe(0);
    expect([...cluster.pendingPods.values()][0]).toMatch(/nodeSelector/);
  });

  it('uses a control plane that is the only node', () => {
    const cluster = clusterOf(controller('Deployment', 'replicas: 1'), { nodes: [{ name: 'kind-control-plane' }] });
    expect(nodesOf(cluster)).toEqual(['kind-control-plane']);
  });

  it('gives a host port of a node to one Pod only', () => {
    const cluster = clusterOf(
      controller('Deployment', 'replicas: 3').replace('containerPort: 80', 'containerPort: 80, hostPort: 8000'),
    );
    expect(nodesOf(cluster)).toEqual(['worker', 'worker2']);
    expect([...cluster.pendingPods.values()]).toEqual([expect.stringMatching(/host port 8000/)]);
  });

  it('leaves a Pod pending whose nodeName is not a node', () => {
    const cluster = clusterOf(
      '{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {nodeName: gone, containers: []}}',
    );
    expect(cluster.pendingPods.get('default/a')).toMatch(/gone/);
  });
});

it('a Pod that does not run cannot be terminated', () => {
  expect(() => clusterOf('').terminate('shop/none')).toThrow(/shop\/none/);
});

describe('Pods read from a cluster', () => {
  const had = (name: string, podIP: string) => `
---
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop}
spec: {nodeName: worker, containers: [{name: app, image: nginx}]}
status: {podIP: ${podIP}}`;

  it('keep their addresses, which nobody else gets', () => {
    const [, worker] = clusterOf('').nodes.values();
    const free = `${worker?.addresses[0]?.gatewayIP.replace(/\.1$/, '')}.4`;
    const cluster = clusterOf(`${had('a', free)}${had('b', '')}${had('c', '')}${had('d', '')}`);
    expect(cluster.pods.get('shop/a')?.ip).toBe(free);
    expect(new Set([...cluster.pods.values()].map(({ ip }) => ip)).size).toBe(4);
  });

  it('get others where that address is taken or of another range', () => {
    const cluster = clusterOf(`${had('a', '10.244.9.9')}${had('b', '10.244.9.9')}${had('c', '192.0.2.1')}`);
    expect(cluster.pods.get('shop/a')?.ip).toBe('10.244.9.9');
    expect(cluster.pods.get('shop/b')?.ip).not.toBe('10.244.9.9');
    expect(cluster.pods.get('shop/c')?.ip).toMatch(/^10\.244\./);
  });
});
