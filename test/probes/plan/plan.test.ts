import { NetworkModel } from '../../../src/model/network-model';
import type { Service } from '../../../src/model/objects';
import { parseManifests } from '../../../src/model/parse-manifests';
import type { Deployed } from '../../../src/probes/deployed';
import { planProbes } from '../../../src/probes/plan/plan';

const NETWORK = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: frontend}
spec:
  template:
    metadata: {labels: {app: frontend}}
    spec: {containers: [{name: app, image: app}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: backend}
spec:
  template:
    metadata: {labels: {app: backend}}
    spec: {containers: [{name: app, image: app}]}
`;

const PODS = [
  { pod: 'default/frontend-1', workload: 'Deployment/default/frontend', node: 'worker', ready: true },
  { pod: 'default/backend-1', workload: 'Deployment/default/backend', node: 'worker2', ready: true },
];

function plan(manifests: string, stored: Partial<Service['spec']> = {}, status?: Service['status']) {
  const model = NetworkModel.of(parseManifests(`${NETWORK}---\n${manifests}`));
  const services = new Map(
    [...model.services].map(([key, service]) => [
      key,
      { ...service, spec: { ...service.spec, ...stored }, ...(status === undefined ? {} : { status }) },
    ]),
  );
  const deployed: Deployed = { services, pods: PODS, nodes: ['worker', 'worker2'], clusterDomain: 'cluster.local' };
  return planProbes(model, deployed);
}

const service = (spec: string) => `apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: ${spec}`;
const rowsOf = (probes: ReturnType<typeof plan>) => [...new Set(probes.map(({ row, client }) => `${client}: ${row}`))];

describe('the plan', () => {
  test('asks for a ClusterIP Service by name, full name, address, records and variables', () => {
    const probes = plan(service('{selector: {app: backend}, ports: [{name: http, port: 80}]}'), {
      clusterIP: '10.96.1.1',
    });
    expect(rowsOf(probes).filter((row) => row.startsWith('frontend'))).toEqual([
      'frontend: DNS A web',
      'frontend: web:80',
      'frontend: web.default.svc.cluster.local:80',
      'frontend: 10.96.1.1:80',
      'frontend: DNS SRV _http._tcp.web',
      'frontend: variables',
    ]);
  });

  test('expects the Pods that the selector selects, and no others', () => {
    const [probe] = plan(service('{selector: {app: backend}, ports: [{port: 80}]}')).filter(
      ({ row }) => row === 'web:80',
    );
    expect(probe?.expect).toEqual({ kind: 'connection', outcome: 'reached', by: ['default/backend-1'] });
  });

  test('expects an answer even when the selector selects nothing, so that it is found out', () => {
    const [probe] = plan(service('{selector: {app: backnd}, ports: [{port: 80}]}')).filter(
      ({ row }) => row === 'web:80',
    );
    expect(probe?.expect).toEqual({ kind: 'connection', outcome: 'reached', by: [] });
  });

  test('asks every node for a nodePort, from a Pod and from outside', () => {
    const stored = { ports: [{ port: 80, nodePort: 30080 }] };
    const probes = plan(
      service('{type: NodePort, selector: {app: backend}, ports: [{port: 80, nodePort: 30080}]}'),
      stored,
    );
    expect(rowsOf(probes).filter((row) => row.includes('30080'))).toEqual([
      'frontend: node worker:30080',
      'outside: node worker:30080',
      'frontend: node worker2:30080',
      'outside: node worker2:30080',
    ]);
  });

  test('asks only nodes with a Pod when the external traffic policy is Local', () => {
    const stored = { ports: [{ port: 80, nodePort: 30080 }] };
    const probes = plan(
      service('{type: NodePort, externalTrafficPolicy: Local, selector: {app: backend}, ports: [{port: 80}]}'),
      stored,
    );
    expect(rowsOf(probes).filter((row) => row.includes('30080'))).toEqual(['outside: node worker2:30080']);
  });

  test('asks for a load balancer address only of a target that has one to give', () => {
    const status = { loadBalancer: { ingress: [{ ip: '172.18.255.1' }] } };
    const probes = plan(service('{type: LoadBalancer, selector: {app: backend}, ports: [{port: 80}]}'), {}, status);
    expect(probes.filter(({ requires }) => requires === 'loadBalancer').map(({ row }) => row)).toEqual([
      '172.18.255.1:80',
      '172.18.255.1:80',
    ]);
  });

  test('leaves a load balancer to intents as soon as it takes connections of one range only', () => {
    const ranges = 'loadBalancerSourceRanges: [192.0.2.0/24]';
    const probes = plan(service(`{type: LoadBalancer, ${ranges}, selector: {app: backend}, ports: [{port: 80}]}`));
    expect(probes.filter(({ requires }) => requires === 'loadBalancer')).toEqual([]);
    expect(rowsOf(probes)).toContain('frontend: web:80');
  });

  test('dials a headless Service at the port itself and expects the Pods as its records', () => {
    const probes = plan(service('{clusterIP: None, selector: {app: backend}, ports: [{port: 8080}]}'));
    expect(probes.find(({ to }) => to.kind === 'dns')?.expect).toEqual({
      kind: 'dns',
      data: ['${podIP:default/backend-1}'],
    });
    expect(rowsOf(probes)).toContain('frontend: web:8080');
    expect(probes.some(({ to }) => to.kind === 'transport' && to.host.startsWith('${clusterIP'))).toBe(false);
  });

  test('expects an ExternalName to be an alias that leads outside', () => {
    const probes = plan(service('{type: ExternalName, externalName: external.example.com}'));
    expect(probes.filter(({ client }) => client === 'frontend').map(({ expect: expectation }) => expectation)).toEqual([
      { kind: 'dns', data: ['external.example.com.'] },
      { kind: 'connection', outcome: 'reached', by: ['external.example.com'] },
    ]);
  });

  test('sends to an SCTP port nothing but SCTP, which a target has to support', () => {
    const probes = plan(service('{selector: {app: backend}, ports: [{port: 80, protocol: SCTP}]}'));
    const connections = probes.filter(({ to }) => to.kind === 'transport');
    expect(connections.length).toBeGreaterThan(0);
    expect(
      connections.every(({ to, requires }) => to.kind === 'transport' && to.protocol === 'sctp' && requires === 'sctp'),
    ).toBe(true);
  });

  test('does not ask for what kube-proxy leaves to somebody else', () => {
    const labelled = service('{selector: {app: backend}, ports: [{port: 80}]}').replace(
      '{name: web}',
      '{name: web, labels: {service.kubernetes.io/service-proxy-name: other}}',
    );
    expect(plan(labelled).some(({ to }) => to.kind === 'transport')).toBe(false);
  });

  test('numbers its probes', () => {
    const ids = plan(service('{selector: {app: backend}, ports: [{port: 80}]}')).map(({ id }) => id);
    expect(ids).toEqual(ids.map((_, index) => String(index + 1).padStart(3, '0')));
  });

  test('asks an Ingress for every host and path, over TLS where there is a certificate', () => {
    const probes = plan(`${service('{selector: {app: backend}, ports: [{port: 80}]}')}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec:
  tls: [{hosts: [a.example.com], secretName: cert}]
  rules:
  - host: a.example.com
    http: {paths: [{path: /api, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}
  - host: '*.example.com'
    http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}
`);
    expect(rowsOf(probes).filter((row) => row.includes('://'))).toEqual([
      'outside: http://a.example.com/api',
      'outside: https://a.example.com/api',
      'outside: http://*.example.com/hostname',
    ]);
  });
});

describe('the variables of a Service', () => {
  test.each([
    ['are asked for in every Pod', '', ['backend', 'frontend']],
    ['are asked for where a Pod says that it wants them', 'enableServiceLinks: true, ', ['backend', 'frontend']],
    ['are not asked for where a Pod says that it does not', 'enableServiceLinks: false, ', ['backend']],
  ])('%s', (_, links, clients) => {
    const [frontend = '', ...others] = NETWORK.split('---');
    const network = [frontend.replace('spec: {containers', `spec: {${links}containers`), ...others].join('---');
    const model = NetworkModel.of(
      parseManifests(`${network}---\n${service('{selector: {app: backend}, ports: [{port: 80}]}')}`),
    );
    const deployed = { services: model.services, pods: PODS, nodes: ['worker'], clusterDomain: 'cluster.local' };
    const asked = planProbes(model, deployed).filter(({ to }) => to.kind === 'env');
    expect(asked.map(({ client }) => client).sort()).toEqual(clients);
  });
});

describe('Pods that are not ready', () => {
  const answerers = (spec: string) => {
    const model = NetworkModel.of(parseManifests(`${NETWORK}---\n${service(spec)}`));
    const pods = PODS.map((pod) => ({ ...pod, ready: pod.pod !== 'default/backend-1' }));
    const probes = planProbes(model, {
      services: model.services,
      pods,
      nodes: ['worker'],
      clusterDomain: 'cluster.local',
    });
    return probes.find(({ row }) => row === 'web:80')?.expect;
  };

  test('are not expected to answer', () => {
    expect(answerers('{selector: {app: backend}, ports: [{port: 80}]}')).toEqual({
      kind: 'connection',
      outcome: 'reached',
      by: [],
    });
  });

  test('are, when the Service publishes them', () => {
    expect(answerers('{publishNotReadyAddresses: true, selector: {app: backend}, ports: [{port: 80}]}')).toEqual({
      kind: 'connection',
      outcome: 'reached',
      by: ['default/backend-1'],
    });
  });
});
