import { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import {
  ClusterIPService,
  Connectivity,
  ExternalNameService,
  HeadlessService,
  IngressClass,
  LoadBalancerService,
  NodePortService,
  node,
  outside,
} from '../../src/index';

declare const chart: Chart;
declare const deployment: kplus.Deployment;
declare const statefulSet: kplus.StatefulSet;
declare const daemonSet: kplus.DaemonSet;
declare const job: kplus.Job;
declare const pod: kplus.Pod;
declare const pods: kplus.Pods;

const ports = [{ port: 80 }] as const;

export function everyFieldOfItsKindCompiles(): void {
  new ClusterIPService(chart, 'cluster', {
    metadata: { name: 'cluster', namespace: 'shop', labels: { a: 'b' }, annotations: { c: 'd' } },
    selector: { app: 'cluster' },
    ports: [{ name: 'http', port: 80, targetPort: 'web', protocol: 'TCP', appProtocol: 'http' }],
    clusterIP: '10.96.0.50',
    clusterIPs: ['10.96.0.50'],
    ipFamilies: ['IPv4'],
    ipFamilyPolicy: 'SingleStack',
    externalIPs: ['203.0.113.1'],
    externalTrafficPolicy: 'Local',
    internalTrafficPolicy: 'Cluster',
    trafficDistribution: 'PreferSameZone',
    sessionAffinity: 'ClientIP',
    sessionAffinityConfig: { clientIP: { timeoutSeconds: 60 } },
    publishNotReadyAddresses: true,
  });
  new NodePortService(chart, 'node', {
    selector: {},
    ports: [{ port: 80, nodePort: 30080 }],
    externalTrafficPolicy: 'Local',
  });
  new LoadBalancerService(chart, 'balancer', {
    ports,
    externalTrafficPolicy: 'Local',
    healthCheckNodePort: 30100,
    allocateLoadBalancerNodePorts: false,
    loadBalancerClass: 'example.com/internal',
    loadBalancerIP: '203.0.113.9',
    loadBalancerSourceRanges: ['10.0.0.0/8'],
  });
  new HeadlessService(chart, 'headless', {
    selector: { app: 'db' },
    ipFamilies: ['IPv6'],
    publishNotReadyAddresses: true,
  });
  new ExternalNameService(chart, 'name', { externalName: 'external.example.com', ports: [{ port: 443 }] });
  new IngressClass(chart, 'class', { controller: 'a.b/c', isDefault: true, parameters: { kind: 'K', name: 'n' } });
}

export function workloadsOfCdk8sPlusSelect(): void {
  for (const selector of [deployment, statefulSet, daemonSet, job, pod, pods]) {
    new ClusterIPService(chart, selector.node.id, { selector, ports });
  }
  // @ts-expect-error a ConfigMap selects nothing
  new ClusterIPService(chart, 'config', { selector: new kplus.ConfigMap(chart, 'config map'), ports });
  // @ts-expect-error labels are strings
  new ClusterIPService(chart, 'labels', { selector: { app: 1 }, ports });
}

export function fieldsOfOtherKindsDoNotCompile(): void {
  // @ts-expect-error only an ExternalName Service has it
  new ClusterIPService(chart, 'c1', { ports, externalName: 'external.example.com' });
  // @ts-expect-error only a LoadBalancer Service has it
  new ClusterIPService(chart, 'c2', { ports, loadBalancerSourceRanges: ['10.0.0.0/8'] });
  // @ts-expect-error the class says the type
  new ClusterIPService(chart, 'c3', { ports, type: 'NodePort' });
  // @ts-expect-error a ClusterIP Service needs ports
  new ClusterIPService(chart, 'c4', { selector: {} });
  // @ts-expect-error only a LoadBalancer Service has it
  new NodePortService(chart, 'n1', { ports, healthCheckNodePort: 30100 });
  // @ts-expect-error a headless Service has no address
  new HeadlessService(chart, 'h1', { clusterIP: '10.96.0.50' });
  // @ts-expect-error nothing chooses among the Pods of a headless Service
  new HeadlessService(chart, 'h2', { sessionAffinity: 'ClientIP' });
  // @ts-expect-error a headless Service cannot be reached from outside
  new HeadlessService(chart, 'h3', { externalTrafficPolicy: 'Local' });
  // @ts-expect-error an ExternalName Service has no Pods
  new ExternalNameService(chart, 'e1', { externalName: 'external.example.com', selector: { app: 'a' } });
  // @ts-expect-error an ExternalName Service has no address
  new ExternalNameService(chart, 'e2', { externalName: 'external.example.com', clusterIP: 'None' });
  // @ts-expect-error nothing translates ports of an ExternalName Service
  new ExternalNameService(chart, 'e3', { externalName: 'a.b', ports: [{ port: 80, targetPort: 8080 }] });
  // @ts-expect-error an ExternalName Service stands for a name
  new ExternalNameService(chart, 'e4', {});
  // @ts-expect-error a class has a controller
  new IngressClass(chart, 'i1', {});
}

export function intentsAreAboutWhatConnects(): void {
  const api = new ClusterIPService(chart, 'api', { selector: deployment, ports: [{ name: 'http', port: 80 }] });
  new Connectivity(chart, 'paths')
    .allow(deployment, api.port('http'))
    .allow(node('worker'), api)
    .allow(pod, 'http://shop.example.com/')
    .deny(outside, api);
  // @ts-expect-error labels do not connect
  new Connectivity(chart, 'labels').allow({ app: 'frontend' }, api);
  // @ts-expect-error a number is nothing to connect to
  new Connectivity(chart, 'number').allow(deployment, 80);
}
