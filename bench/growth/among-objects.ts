import type { Build } from './list';
import * as o from './objects';

const { many, name } = o;
const WEB = [o.service('web'), o.deployment('web')];
const own = (n: number) => ({ app: name(n) });

/** Many objects that can have to do with one another, whatever is done with them. */
export const DEPLOYED: Readonly<Record<string, Build>> = {
  'Services, each of a Deployment': (size) => many(size, (n) => [o.service(name(n), own(n)), o.deployment(name(n))]),
  'Services, each of a Pod': (size) => many(size, (n) => [o.service(name(n), own(n)), o.pod(name(n))]),
  'Services of one selector, Deployments': (size) =>
    many(size, (n) => [o.service(name(n)), o.deployment(name(n), o.APP)]),
  'Services of one selector, Pods': (size) => many(size, (n) => [o.service(name(n)), o.pod(name(n), o.APP)]),
  'Services of two labels, one of them common': (size) =>
    many(size, (n) => {
      const labels = { ...o.APP, of: name(n) };
      return [o.service(name(n), labels), o.deployment(name(n), labels)];
    }),
  'Services by subsets of common labels': (size) =>
    many(size, (n) => [o.service(name(n), o.subset(n)), o.deployment(name(n), o.COMMON)]),
  'Services that select nothing': (size) =>
    many(size, (n) => [o.service(name(n), { app: `${name(n)}-x` }), o.deployment(name(n))]),
  'Services of ports that nothing names': (size) =>
    many(size, (n) => [
      o.service(name(n), o.APP, [{ port: 80, targetPort: `port-${n}` }]),
      o.deployment(name(n), o.APP),
    ]),
  'Services of one name': (size) => many(size, () => WEB),
  'headless Services of StatefulSets': (size) =>
    many(size, (n) => [
      o.service(name(n), own(n), undefined, { clusterIP: 'None' }),
      o.workload('StatefulSet', name(n), own(n), { serviceName: name(n) }),
    ]),
  'node ports': (size) => [
    ...WEB,
    ...many(size, (n) => [o.service(name(n), o.APP, [{ port: 80, nodePort: 10_000 + n }], { type: 'NodePort' })]),
  ],
  'load balancers of one address': (size) =>
    many(size, (n) => [
      o.service(name(n), o.APP, [{ port: n + 1 }], { type: 'LoadBalancer', loadBalancerIP: '172.18.255.9' }),
    ]),
  'external names, each of the one before': (size) =>
    many(size, (n) => [o.externalName(name(n), `${name(n - 1)}.default.svc.cluster.local`)]),
  'EndpointSlices of one Service': (size) => [o.bare('web'), ...many(size, (n) => [o.slice(name(n), 'web', n)])],
  'EndpointSlices, each of a Service': (size) => many(size, (n) => [o.bare(name(n)), o.slice(name(n), name(n), n)]),
  'Ingresses of one host': (size) => [
    ...WEB,
    ...many(size, (n) => [o.ingress(name(n), [o.rule('www.example.com', [n])])]),
  ],
  'Ingresses, each of a host': (size) => [
    ...WEB,
    ...many(size, (n) => [o.ingress(name(n), [o.rule(`${name(n)}.example.com`, [0])])]),
  ],
  namespaces: (size) =>
    many(size, (n) => [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: name(n) } },
      ...WEB.map((each) => o.labelled(each, { namespace: name(n) })),
    ]),
};

/** Many objects that `check` alone compares. */
export const JUDGED: Readonly<Record<string, Build>> = {
  'policies of all Pods': (size) =>
    many(size, (n) => [o.policy(name(n), {}), o.deployment(name(n)), o.service(name(n), own(n))]),
  'policies, each of a Deployment': (size) =>
    many(size, (n) => [o.policy(name(n), { matchLabels: own(n) }), o.deployment(name(n)), o.service(name(n), own(n))]),
  'policies by subsets of common labels': (size) =>
    many(size, (n) => [
      o.policy(name(n), { matchLabels: o.subset(n) }),
      o.deployment(name(n), o.COMMON),
      o.service(name(n), o.COMMON),
    ]),
  'policies by expressions': (size) =>
    many(size, (n) => [
      o.policy(name(n), { matchExpressions: [{ key: 'app', operator: 'NotIn', values: [name(n)] }] }),
      o.deployment(name(n)),
      o.service(name(n), own(n)),
    ]),
  'policies that deny egress': (size) =>
    many(size, (n) => [
      o.policy(name(n), { matchLabels: own(n) }, { policyTypes: ['Egress'], egress: [] }),
      o.deployment(name(n)),
    ]),
  'policies of egress to Services': (size) =>
    many(size, (n) => {
      const to = [{ podSelector: { matchLabels: own(n) } }];
      return [
        o.policy(name(n), {}, { policyTypes: ['Egress'], egress: [{ ports: [{ port: 80 }], to }] }),
        o.deployment(name(n)),
        o.service(name(n), own(n)),
      ];
    }),
  'Ingress classes, all default': (size) =>
    many(size, (n) => [
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'IngressClass',
        metadata: { name: name(n), annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } },
        spec: { controller: 'example.com/controller' },
      },
      o.ingress(name(n), [o.rule('www.example.com', [n])], { ingressClassName: name(n) }),
    ]),
  'Ingresses of Services that are absent': (size) =>
    many(size, (n) => [o.service(name(n)), o.ingress(name(n), [o.rule('www.example.com', [n], `${name(n)}x`)])]),
  'Ingresses of ports that are absent': (size) =>
    many(size, (n) => [
      o.service(name(n), o.APP, [{ port: 81 }]),
      o.ingress(name(n), [o.rule('www.example.com', [n], name(n))]),
    ]),
  'certificates and Ingresses': (size) =>
    many(size, (n) => [
      o.secret(name(n)),
      o.ingress(name(n), [o.rule(`${name(n)}.example.org`, [0])], o.tls(`${name(n)}.example.org`, name(n))),
    ]),
  'Ingresses whose certificates are absent': (size) =>
    many(size, (n) => [
      o.secret(`${name(n)}x`),
      o.ingress(name(n), [o.rule('www.example.org', [n])], o.tls('www.example.org', name(n))),
    ]),
  'Pods with one host port': (size) =>
    many(size, (n) => [o.pod(name(n), o.APP, { ports: [{ containerPort: 8080, hostPort: 8080 }] })]),
  'host ports and node ports': (size) =>
    many(size, (n) => [
      o.service(name(n), o.APP, [{ port: 80, nodePort: 10_000 + n }], { type: 'NodePort' }),
      o.workload('Deployment', name(n), o.APP, {}, { ports: [{ containerPort: 8080, hostPort: 10_000 + n }] }),
    ]),
  'Jobs, ConfigMaps, Secrets': (size) =>
    many(size, (n) => {
      const spec = o.podSpec({ envFrom: [{ configMapRef: { name: name(n) } }] }, { restartPolicy: 'Never' });
      return [
        { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: name(n) }, data: { host: name(n) } },
        o.secret(name(n)),
        { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: name(n) }, spec: { template: { spec } } },
      ];
    }),
  'autoscalers, each of a Deployment': (size) =>
    many(size, (n) => [
      o.deployment(name(n)),
      o.service(name(n), own(n)),
      {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: { name: name(n) },
        spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: name(n) } },
      },
    ]),
  'Deployments that call Services': (size) =>
    many(size, (n) => {
      const env = [
        { name: 'URL', value: `http://${name(n)}.default:80` },
        { name: 'HOST', value: `$(APP_${n}_SERVICE_HOST)` },
      ];
      return [o.service(name(n)), o.workload('Deployment', name(n), own(n), {}, { env })];
    }),
};
