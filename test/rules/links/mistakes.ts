import type { Manifest } from '../../../src/model/manifest';
import type { CheckOptions } from '../../../src/rules/check-manifests';
import type { PodParts } from './builders';
import {
  backendOf,
  deployment,
  ingress,
  ingressClass,
  job,
  object,
  pod,
  policy,
  route,
  secret,
  service,
  slice,
  workload,
} from './builders';

/** An input with the mistake, and where it is found. */
export interface Faulty {
  readonly title: string;
  readonly input: readonly Manifest[];
  readonly rule: string;
  /** `Kind/namespace/name`. */
  readonly at: string;
  readonly path: string;
  readonly options?: CheckOptions;
}

/** An input that looks like the mistake and is right. */
export interface LookAlike {
  readonly title: string;
  /** It cannot be told from the mistake for certain: a warning is right, an error would not be. */
  readonly uncertain?: true;
  readonly input: readonly Manifest[];
  readonly options?: CheckOptions;
}

/** One mistake that people make. */
export interface Mistake {
  readonly title: string;
  readonly faulty: readonly Faulty[];
  readonly right: readonly LookAlike[];
}

const http = [{ port: 80, targetPort: 8080 }];
const web = (spec: object = {}) => service('web', { selector: { app: 'web' }, ports: http, ...spec });
const named = (targetPort: string, more: object = {}) => web({ ports: [{ port: 80, targetPort, ...more }] });
const port = (targetPort: number | string, more: object = {}) => web({ ports: [{ port: 80, targetPort, ...more }] });
const container = (parts: object): PodParts => ({ container: { ...parts } });
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];
const DNS = { to: [{ namespaceSelector: {} }], ports: [{ port: 53, protocol: 'UDP' }] };
const onNodes = (expression: object) => ({
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [expression] }] },
    },
  },
});
const isDefault = { 'ingressclass.kubernetes.io/is-default-class': 'true' };

export const MISTAKES: readonly Mistake[] = [
  {
    title: '1 the selector matches no Pod of the namespace',
    faulty: [
      at('links/selector-matches-nothing', 'Service/shop/web', 'spec.selector', 'a mistyped value', [
        service('web', { selector: { app: 'wbe' }, ports: http }),
        deployment('web'),
      ]),
      at('links/selector-matches-nothing', 'Service/shop/web', 'spec.selector', 'a label too many', [
        service('web', { selector: { app: 'web', tier: 'front' }, ports: http }),
        deployment('web'),
      ]),
      at('links/selector-matches-nothing', 'Service/front/web', 'spec.selector', 'the Pods are in another namespace', [
        service('front/web', { selector: { app: 'web' }, ports: http }),
        deployment('web'),
      ]),
      at('links/selector-matches-nothing', 'Service/shop/web', 'spec.selector', 'another key', [
        service('web', { selector: { 'app.kubernetes.io/name': 'web' }, ports: http }),
        deployment('web'),
      ]),
      at('links/selector-matches-nothing', 'Service/shop/db-9', 'spec.selector', 'a Pod of another StatefulSet', [
        service('db-9', { selector: { 'statefulset.kubernetes.io/pod-name': 'bd-0' }, ports: http }),
        workload('StatefulSet', 'db', {}),
      ]),
    ],
    right: [
      {
        title: 'a label less than the Pods have',
        input: [web(), deployment('web', { labels: { app: 'web', tier: 'x' } })],
      },
      {
        title: 'a Service without selector and without slices',
        input: [service('web', { ports: http }), deployment('api')],
      },
      {
        title: 'one Pod of a StatefulSet, by the label that its controller gives it',
        input: [
          service('db-0', { selector: { 'statefulset.kubernetes.io/pod-name': 'db-0' }, ports: http }),
          workload('StatefulSet', 'db'),
        ],
      },
      {
        title: 'Pods of an operator',
        uncertain: true,
        input: [
          service('web', { selector: { 'example.com/cluster': 'web' }, ports: http }),
          deployment('api'),
          object('db.example.com/v1', 'Cluster', 'web', {}),
        ],
      },
      {
        title: 'a leader that is labelled when it runs',
        input: [
          service('db', { selector: { app: 'db', role: 'master' }, ports: http }),
          workload('StatefulSet', 'db', { pod: { serviceAccountName: 'db' } }),
          {
            apiVersion: 'rbac.authorization.k8s.io/v1',
            kind: 'RoleBinding',
            metadata: { name: 'db', namespace: 'shop' },
            roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'db' },
            subjects: [{ kind: 'ServiceAccount', name: 'db' }],
          },
          {
            apiVersion: 'rbac.authorization.k8s.io/v1',
            kind: 'Role',
            metadata: { name: 'db', namespace: 'shop' },
            rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'patch'] }],
          },
        ],
      },
      { title: 'an input of Services only', input: [web()] },
      {
        title: 'Pods declared elsewhere',
        input: [service('web', { selector: { app: 'other' }, ports: http }), deployment('web')],
        options: { external: ['Pod/shop?app=other'] },
      },
      {
        title: 'Pods that an operator makes for a resource, whose name they have as a label',
        input: [
          service('web', { selector: { 'example.com/cluster': 'orders' }, ports: http }),
          deployment('api'),
          object('db.example.com/v1', 'Cluster', 'orders', {}),
        ],
      },
      {
        title: 'the control plane, which no manifest declares',
        input: [service('kube-system/etcd', { selector: { component: 'etcd' }, ports: http }), deployment('web')],
      },
    ],
  },
  {
    title: '2 a named targetPort that no selected container has',
    faulty: [
      at('links/target-port-name', 'Service/shop/web', 'spec.ports[0].targetPort', 'a typo', [
        named('htpp'),
        deployment('web'),
      ]),
      at('links/target-port-name', 'Service/shop/web', 'spec.ports[0].targetPort', 'the port has no name', [
        named('http'),
        deployment('web', { ports: ['8080'] }),
      ]),
      at(
        'links/target-port-name',
        'Service/shop/web',
        'spec.ports[0].targetPort',
        'only an init container that ends has it',
        [
          named('setup'),
          deployment('web', { pod: { initContainers: [{ name: 'i', ports: [{ name: 'setup', containerPort: 1 }] }] } }),
        ],
      ),
      at('links/target-port-name', 'Service/shop/web', 'spec.ports[1].targetPort', 'the second of two ports', [
        web({
          ports: [
            { name: 'a', port: 80, targetPort: 'http' },
            { name: 'b', port: 81, targetPort: 'metrics' },
          ],
        }),
        deployment('web'),
      ]),
    ],
    right: [
      { title: 'the name of a container port', input: [named('http'), deployment('web')] },
      {
        title: 'the name in a sidecar',
        input: [
          named('proxy'),
          deployment('web', {
            pod: {
              initContainers: [
                { name: 'p', image: 'p', restartPolicy: 'Always', ports: [{ name: 'proxy', containerPort: 1 }] },
              ],
            },
          }),
        ],
      },
      {
        title: 'one name for different numbers in blue and green',
        input: [
          named('http'),
          deployment('web-blue', { labels: { app: 'web', color: 'blue' }, ports: ['http:8080'] }),
          deployment('web-green', { labels: { app: 'web', color: 'green' }, ports: ['http:8081'] }),
        ],
      },
      {
        title: 'the port of a container that a service mesh adds',
        uncertain: true,
        input: [named('http-envoy-prom'), deployment('web', { annotations: { 'sidecar.istio.io/inject': 'true' } })],
      },
    ],
  },
  {
    title: '3 a numeric targetPort that no container declares',
    faulty: [
      at('links/target-port-undeclared', 'Service/shop/web', 'spec.ports[0].targetPort', 'another number', [
        port(8081),
        deployment('web'),
      ]),
      at('links/target-port-undeclared', 'Service/shop/web', 'spec.ports[0].port', 'targetPort left out', [
        web({ ports: [{ port: 80 }] }),
        deployment('web'),
      ]),
      at('links/target-port-undeclared', 'Service/shop/web', 'spec.ports[0].targetPort', 'in none of two containers', [
        port(9000),
        deployment('web', {
          pod: {
            containers: [
              { name: 'a', image: 'a', ports: [{ containerPort: 1 }] },
              { name: 'b', image: 'b', ports: [{ containerPort: 2 }] },
            ],
          },
        }),
      ]),
    ],
    right: [
      { title: 'the declared number', input: [port(8080), deployment('web')] },
      {
        title: 'the port of the second container',
        input: [
          port(9090),
          deployment('web', {
            pod: {
              containers: [
                { name: 'a', image: 'a' },
                { name: 'b', image: 'b', ports: [{ containerPort: 9090 }] },
              ],
            },
          }),
        ],
      },
      { title: 'containers that declare nothing', input: [port(8080), deployment('web', { ports: [] })] },
    ],
  },
  {
    title: '4 a nodePort outside the range, or taken by another Service',
    faulty: [
      at('service/node-port-range', 'Service/shop/web', 'spec.ports[0].nodePort', 'outside the range', [
        web({ type: 'NodePort', ports: [{ port: 80, nodePort: 8080 }] }),
      ]),
      at(
        'service/node-port-taken',
        'Service/shop/api',
        'spec.ports[0].nodePort',
        'taken, though the protocol differs',
        [
          service('web', { type: 'NodePort', ports: [{ port: 80, nodePort: 30080 }] }),
          service('api', { type: 'NodePort', ports: [{ port: 80, nodePort: 30080, protocol: 'UDP' }] }),
        ],
      ),
      at('service/node-port-taken', 'Service/shop/api', 'spec.ports[0].nodePort', 'taken by a health check', [
        service('web', {
          type: 'LoadBalancer',
          externalTrafficPolicy: 'Local',
          healthCheckNodePort: 30080,
          ports: [{ port: 80 }],
        }),
        service('api', { type: 'NodePort', ports: [{ port: 80, nodePort: 30080 }] }),
      ]),
    ],
    right: [
      {
        title: 'the ends of the range',
        input: [
          service('a', { type: 'NodePort', ports: [{ port: 80, nodePort: 30000 }] }),
          service('b', { type: 'NodePort', ports: [{ port: 80, nodePort: 32767 }] }),
        ],
      },
      {
        title: 'one number for TCP and UDP of one port',
        input: [
          service('a', {
            type: 'NodePort',
            ports: [
              { name: 't', port: 53, nodePort: 30053 },
              { name: 'u', port: 53, protocol: 'UDP', nodePort: 30053 },
            ],
          }),
        ],
      },
      {
        title: 'another range',
        input: [service('a', { type: 'NodePort', ports: [{ port: 80, nodePort: 20080 }] })],
        options: { serviceNodePortRange: '20000-20100' },
      },
    ],
  },
  {
    title: '5 several ports without names',
    faulty: [
      at('service/port-name', 'Service/shop/web', 'spec.ports[0].name', 'two without names', [
        service('web', { ports: [{ port: 80 }, { port: 81 }] }),
      ]),
      at('service/port-name', 'Service/shop/web', 'spec.ports[1].name', 'one of two without', [
        service('web', { ports: [{ name: 'a', port: 80 }, { port: 81 }] }),
      ]),
      at('service/port-name', 'Service/shop/web', 'spec.ports[1].name', 'headless', [
        service('web', { clusterIP: 'None', ports: [{ name: 'a', port: 80 }, { port: 81 }] }),
      ]),
    ],
    right: [
      { title: 'one port without name', input: [service('web', { ports: [{ port: 80 }] })] },
      {
        title: 'two with names',
        input: [
          service('web', {
            ports: [
              { name: 'a', port: 80 },
              { name: 'b', port: 81 },
            ],
          }),
        ],
      },
      {
        title: 'names of digits',
        input: [
          service('web', {
            ports: [
              { name: '80', port: 80 },
              { name: '81', port: 81 },
            ],
          }),
        ],
      },
    ],
  },
  {
    title: '6 the same port with TCP and UDP',
    faulty: [
      at('links/same-port-two-protocols', 'Service/shop/dns', 'spec.ports[1].port', 'DNS', [
        service('dns', {
          ports: [
            { name: 'u', port: 53, protocol: 'UDP' },
            { name: 't', port: 53 },
          ],
        }),
      ]),
      at('links/same-port-two-protocols', 'Service/shop/web', 'spec.ports[2].port', 'HTTP/3 after another port', [
        service('web', {
          type: 'LoadBalancer',
          ports: [
            { name: 'a', port: 443 },
            { name: 'b', port: 80 },
            { name: 'c', port: 443, protocol: 'UDP' },
          ],
        }),
      ]),
      at('links/same-port-two-protocols', 'Service/shop/sip', 'spec.ports[1].port', 'SCTP', [
        service('sip', {
          ports: [
            { name: 'a', port: 5060, protocol: 'SCTP' },
            { name: 'b', port: 5060 },
          ],
        }),
      ]),
    ],
    right: [
      {
        title: 'two ports',
        input: [
          service('a', {
            ports: [
              { name: 'u', port: 53, protocol: 'UDP' },
              { name: 't', port: 54 },
            ],
          }),
        ],
      },
      {
        title: 'two Services',
        input: [service('u', { ports: [{ port: 53, protocol: 'UDP' }] }), service('t', { ports: [{ port: 53 }] })],
      },
      {
        title: 'one targetPort for two ports',
        input: [
          service('a', {
            ports: [
              { name: 'a', port: 80, targetPort: 8080 },
              { name: 'b', port: 81, targetPort: 8080 },
            ],
          }),
        ],
      },
    ],
  },
  {
    title: '7 a traffic policy Local where a node with clients has no endpoint',
    faulty: [
      at('links/local-policy-without-endpoint', 'Service/shop/web', 'spec.internalTrafficPolicy', 'clients inside', [
        web({ internalTrafficPolicy: 'Local' }),
        deployment('web'),
      ]),
      at('links/local-policy-without-endpoint', 'Service/shop/web', 'spec.externalTrafficPolicy', 'a NodePort', [
        web({ type: 'NodePort', externalTrafficPolicy: 'Local' }),
        deployment('web'),
      ]),
      at(
        'links/local-policy-without-endpoint',
        'Service/shop/web',
        'spec.internalTrafficPolicy',
        'a DaemonSet on some nodes',
        [
          web({ internalTrafficPolicy: 'Local' }),
          workload('DaemonSet', 'web', { pod: { nodeSelector: { disk: 'ssd' } } }),
        ],
      ),
      at(
        'links/local-policy-without-endpoint',
        'Service/shop/web',
        'spec.internalTrafficPolicy',
        'a DaemonSet on nodes with a label',
        [
          web({ internalTrafficPolicy: 'Local' }),
          workload('DaemonSet', 'web', { pod: onNodes({ key: 'gpu', operator: 'Exists' }) }),
        ],
      ),
      at(
        'links/local-policy-without-endpoint',
        'Service/shop/web',
        'spec.internalTrafficPolicy',
        'endpoints by hand that are on no node',
        [service('web', { internalTrafficPolicy: 'Local', ports: http }), slice('web-1', 'web', [{ port: 8080 }])],
      ),
    ],
    right: [
      {
        title: 'a DaemonSet on every Linux node',
        input: [
          web({ internalTrafficPolicy: 'Local' }),
          workload('DaemonSet', 'web', { pod: { nodeSelector: { 'kubernetes.io/os': 'linux' } } }),
        ],
      },
      {
        title: 'a load balancer, which asks the nodes',
        input: [web({ type: 'LoadBalancer', externalTrafficPolicy: 'Local' }), deployment('web')],
      },
      { title: 'the own node preferred', input: [web({ trafficDistribution: 'PreferSameNode' }), deployment('web')] },
      {
        title: 'a DaemonSet on all nodes but a few',
        input: [
          web({ internalTrafficPolicy: 'Local' }),
          workload('DaemonSet', 'web', { pod: onNodes({ key: 'type', operator: 'NotIn', values: ['virtual'] }) }),
        ],
      },
    ],
  },
  {
    title: '8 an ExternalName with an address, a URL, a port mapping, or behind an Ingress',
    faulty: [
      at('links/external-name-address', 'Service/shop/db', 'spec.externalName', 'an address', [
        service('db', { type: 'ExternalName', externalName: '10.0.0.7' }),
      ]),
      at('service/external-name', 'Service/shop/db', 'spec.externalName', 'a URL', [
        service('db', { type: 'ExternalName', externalName: 'https://db.example.com' }),
      ]),
      at('service/external-name', 'Service/shop/db', 'spec.externalName', 'a host with port', [
        service('db', { type: 'ExternalName', externalName: 'db.example.com:5432' }),
      ]),
      at('links/external-name-ports', 'Service/shop/db', 'spec.ports[0].targetPort', 'a port mapping', [
        service('db', { type: 'ExternalName', externalName: 'db.example.com', ports: http }),
      ]),
      at(
        'links/external-name-backend',
        'Ingress/shop/web',
        'spec.rules[0].http.paths[0].backend.service.name',
        'a backend',
        [
          route('web', 'a.example.com', '/', 'db:80'),
          service('db', { type: 'ExternalName', externalName: 'db.example.com', ports: [{ port: 80 }] }),
        ],
      ),
      at('links/external-name-target', 'Service/shop/db', 'spec.externalName', 'the short name of a Service', [
        service('db', { type: 'ExternalName', externalName: 'db.data.svc' }),
        service('data/db', { ports: http }),
      ]),
      at('links/external-name-target', 'Service/shop/a', 'spec.externalName', 'two that name each other', [
        service('a', { type: 'ExternalName', externalName: 'b.shop.svc.cluster.local' }),
        service('b', { type: 'ExternalName', externalName: 'a.shop.svc.cluster.local' }),
      ]),
      at('links/external-name-target', 'Service/shop/db', 'spec.externalName', 'localhost', [
        service('db', { type: 'ExternalName', externalName: 'localhost' }),
      ]),
    ],
    right: [
      { title: 'a host', input: [service('db', { type: 'ExternalName', externalName: 'db.example.com' })] },
      {
        title: 'labels of digits',
        input: [service('db', { type: 'ExternalName', externalName: '10.0.0.7.example.com' })],
      },
      {
        title: 'a port that is not mapped',
        input: [
          service('db', {
            type: 'ExternalName',
            externalName: 'db.example.com',
            ports: [{ port: 5432, targetPort: 5432 }],
          }),
        ],
      },
      {
        title: 'a chain inside the cluster',
        input: [
          service('a', { type: 'ExternalName', externalName: 'b.shop.svc.cluster.local.' }),
          service('b', { type: 'ExternalName', externalName: 'c.shop.svc.cluster.local' }),
          service('c', { ports: http }),
        ],
      },
    ],
  },
  {
    title: '9 headless with port and targetPort that differ',
    faulty: [
      at('links/headless-port-mapping', 'Service/shop/web', 'spec.ports[0].targetPort', 'a number', [
        web({ clusterIP: 'None' }),
        deployment('web'),
      ]),
      at(
        'links/headless-port-mapping',
        'Service/shop/web',
        'spec.ports[0].targetPort',
        'a name that means another number',
        [named('http', {}), deployment('web')].map((one) => headless(one)),
      ),
      at(
        'links/headless-port-mapping',
        'Service/shop/db',
        'spec.ports[1].targetPort',
        'the second port of a StatefulSet',
        [
          service('db', {
            clusterIP: 'None',
            selector: { app: 'db' },
            ports: [
              { name: 'a', port: 5432 },
              { name: 'b', port: 80, targetPort: 9187 },
            ],
          }),
          workload('StatefulSet', 'db', { ports: ['5432', '9187'], spec: { serviceName: 'db' } }),
        ],
      ),
      at('links/headless-port-mapping', 'Service/shop/db', 'spec.ports[0].port', 'endpoints by hand', [
        service('db', { clusterIP: 'None', ports: [{ name: 'pg', port: 5432 }] }),
        slice('db-1', 'db', [{ name: 'pg', port: 15432 }]),
      ]),
    ],
    right: [
      { title: 'with a cluster IP', input: [web(), deployment('web')] },
      {
        title: 'equal numbers',
        input: [
          service('web', { clusterIP: 'None', selector: { app: 'web' }, ports: [{ port: 8080, targetPort: 'http' }] }),
          deployment('web'),
        ],
      },
      {
        title: 'no ports at all',
        input: [service('web', { clusterIP: 'None', selector: { app: 'web' } }), deployment('web')],
      },
      {
        title: 'Pods that listen on both',
        input: [web({ clusterIP: 'None' }), deployment('web', { ports: ['80', '8080'] })],
      },
      {
        title: 'endpoints by hand on the same port',
        input: [
          service('db', { clusterIP: 'None', ports: [{ name: 'pg', port: 5432 }] }),
          slice('db-1', 'db', [{ name: 'pg', port: 5432 }]),
        ],
      },
    ],
  },
  {
    title: '10 an Ingress without a class when there is no default, or with an unknown one',
    faulty: [
      at('links/ingress-class-missing', 'Ingress/shop/web', 'spec.ingressClassName', 'no class, and no default', [
        classless('web'),
        ingressClass('nginx'),
        web(),
      ]),
      at('links/ingress-class-missing', 'Ingress/shop/web', 'spec.ingressClassName', 'the default is marked false', [
        classless('web'),
        ingressClass('nginx', { 'ingressclass.kubernetes.io/is-default-class': 'false' }),
        web(),
      ]),
      at('links/ingress-class-unknown', 'Ingress/shop/web', 'spec.ingressClassName', 'a typo', [
        ingress('web', { ingressClassName: 'ngnix', defaultBackend: backendOf('web:80') }),
        ingressClass('nginx'),
        web(),
      ]),
      at(
        'links/ingress-class-unknown',
        'Ingress/shop/web',
        'metadata.annotations[kubernetes.io/ingress.class]',
        'by annotation',
        [
          classless('web', { annotations: { 'kubernetes.io/ingress.class': 'internal' } }),
          ingressClass('nginx'),
          web(),
        ],
      ),
      at('links/ingress-class-unknown', 'Ingress/shop/web', 'spec.ingressClassName', 'a class that nobody knows', [
        ingress('web', { ingressClassName: 'nosuch', defaultBackend: backendOf('web:80') }),
        web(),
      ]),
    ],
    right: [
      { title: 'the class of the cluster', input: [route('web', 'a.example.com', '/', 'web:80'), web()] },
      { title: 'a default class', input: [classless('web'), ingressClass('nginx', isDefault), web()] },
      {
        title: 'a class known to be there',
        input: [ingress('web', { ingressClassName: 'edge', defaultBackend: backendOf('web:80') }), web()],
        options: { external: ['IngressClass/edge'] },
      },
      {
        title: 'a class of the input',
        input: [
          ingress('web', { ingressClassName: 'edge', defaultBackend: backendOf('web:80') }),
          ingressClass('edge'),
          web(),
        ],
      },
    ],
  },
  {
    title: '11 a backend port that is the targetPort or nodePort, or a name that does not exist',
    faulty: [
      at(
        'links/ingress-backend-port',
        'Ingress/shop/web',
        'spec.rules[0].http.paths[0].backend.service.port.number',
        'the targetPort',
        [route('web', 'a.example.com', '/', 'web:8080'), web()],
      ),
      at(
        'links/ingress-backend-port',
        'Ingress/shop/web',
        'spec.rules[0].http.paths[0].backend.service.port.number',
        'the nodePort',
        [
          route('web', 'a.example.com', '/', 'web:30080'),
          web({ type: 'NodePort', ports: [{ port: 80, targetPort: 8080, nodePort: 30080 }] }),
        ],
      ),
      at(
        'links/ingress-backend-port',
        'Ingress/shop/web',
        'spec.rules[0].http.paths[0].backend.service.port.name',
        'the name of the container port',
        [route('web', 'a.example.com', '/', 'web:http'), port('http', { name: 'main' }), deployment('web')],
      ),
      at(
        'links/ingress-backend-port',
        'Ingress/shop/web',
        'spec.defaultBackend.service.port.number',
        'of the default backend',
        [ingress('web', { defaultBackend: backendOf('web:81') }), web()],
      ),
      at(
        'links/ingress-backend-protocol',
        'Ingress/shop/web',
        'spec.rules[0].http.paths[0].backend.service.port',
        'a UDP port',
        [route('web', 'a.example.com', '/', 'web:53'), web({ ports: [{ port: 53, protocol: 'UDP' }] })],
      ),
    ],
    right: [
      { title: 'the Service port by number', input: [route('web', 'a.example.com', '/', 'web:80'), web()] },
      {
        title: 'the Service port by name',
        input: [route('web', 'a.example.com', '/', 'web:main'), port('http', { name: 'main' }), deployment('web')],
      },
      {
        title: 'an action of the AWS controller',
        input: [
          ingress('web', {
            ingressClassName: 'alb',
            rules: [
              {
                http: { paths: [{ path: '/', pathType: 'Prefix', backend: backendOf('ssl-redirect:use-annotation') }] },
              },
            ],
          }),
          web(),
        ],
      },
      {
        title: 'the number of both TCP and UDP',
        input: [
          route('web', 'a.example.com', '/', 'web:443'),
          web({
            ports: [
              { name: 'u', port: 443, protocol: 'UDP' },
              { name: 't', port: 443 },
            ],
          }),
        ],
      },
    ],
  },
  {
    title: '12 a backend Service in another namespace',
    faulty: [
      at(
        'links/ingress-backend-service',
        'Ingress/edge/web',
        'spec.rules[0].http.paths[0].backend.service.name',
        'the Ingress elsewhere',
        [route('edge/web', 'a.example.com', '/', 'web:80'), web(), deployment('web')],
      ),
      at(
        'links/ingress-backend-service',
        'Ingress/shop/web',
        'spec.defaultBackend.service.name',
        'the default backend',
        [ingress('web', { defaultBackend: backendOf('errors:80') }), service('system/errors', { ports: http }), web()],
      ),
      at(
        'links/ingress-backend-service',
        'Ingress/shop/web',
        'spec.rules[0].http.paths[0].backend.service.name',
        'a typo',
        [route('web', 'a.example.com', '/', 'wbe:80'), web()],
      ),
    ],
    right: [
      { title: 'the same namespace', input: [route('web', 'a.example.com', '/', 'web:80'), web()] },
      {
        title: 'a Service known to be there',
        input: [route('web', 'a.example.com', '/', 'pay:80'), web()],
        options: { external: ['Service/shop/pay'] },
      },
      {
        title: 'one name in both namespaces',
        input: [route('web', 'a.example.com', '/', 'web:80'), web(), service('front/web', { ports: http })],
      },
      {
        title: 'a resource backend',
        input: [
          ingress('web', {
            defaultBackend: { resource: { apiGroup: 'k8s.example.com', kind: 'Bucket', name: 'static' } },
          }),
        ],
      },
    ],
  },
  {
    title: '13 a regular expression as a path under Prefix or Exact',
    faulty: ['/api(/|$)(.*)', '/files/*', '/v[0-9]+/users', '/users/{id}', '/search?q=1', '/item/\\d+'].map((path) =>
      at('links/ingress-path-regex', 'Ingress/shop/web', 'spec.rules[0].http.paths[0].path', path, [
        route('web', 'a.example.com', path, 'web:80', path.includes('?') ? 'Exact' : 'Prefix'),
        web(),
      ]),
    ),
    right: [
      ...['/', '/api/v1.2', '/~user', '/a+b', '/$metadata', '/a(b)', '/.well-known/x', '/a%20b'].map((path) => ({
        title: path,
        input: [route('web', 'a.example.com', path, 'web:80'), web()],
      })),
      {
        title: 'a pattern left to the controller',
        input: [route('web', 'a.example.com', '/api(/|$)(.*)', 'web:80', 'ImplementationSpecific'), web()],
      },
    ],
  },
  {
    title: '14 the same host and path in two Ingresses, or a path in the shadow of another',
    faulty: [
      at('links/ingress-path-duplicate', 'Ingress/shop/b', 'spec.rules[0].http.paths[0].path', 'two Ingresses', [
        route('a', 'a.example.com', '/', 'web:80'),
        route('b', 'a.example.com', '/', 'api:80'),
        web(),
        service('api', { ports: http }),
      ]),
      at(
        'links/ingress-path-shadowed',
        'Ingress/shop/b',
        'spec.rules[0].http.paths[0].path',
        'one left to the controller',
        [
          route('a', 'a.example.com', '/api', 'web:80'),
          route('b', 'a.example.com', '/api', 'api:80', 'ImplementationSpecific'),
        ],
      ),
      at(
        'links/ingress-path-duplicate',
        'Ingress/shop/b',
        'spec.rules[0].http.paths[0].path',
        'no path, and the root',
        [
          route('a', 'a.example.com', '', 'web:80', 'ImplementationSpecific'),
          route('b', 'a.example.com', '/', 'api:80', 'ImplementationSpecific'),
        ],
      ),
      at('links/ingress-path-duplicate', 'Ingress/other/b', 'spec.rules[0].http.paths[0].path', 'two namespaces', [
        route('a', 'a.example.com', '/x', 'web:80', 'Exact'),
        route('other/b', 'a.example.com', '/x', 'web:80', 'Exact'),
        web(),
        service('other/web', { ports: http }),
      ]),
      at('links/ingress-path-duplicate', 'Ingress/shop/a', 'spec.rules[0].http.paths[1].path', 'twice in one', [
        ingress('a', {
          rules: [
            {
              host: 'a.example.com',
              http: {
                paths: ['web:80', 'api:80'].map((to) => ({ path: '/', pathType: 'Prefix', backend: backendOf(to) })),
              },
            },
          ],
        }),
        web(),
        service('api', { ports: http }),
      ]),
      at('links/ingress-path-shadowed', 'Ingress/shop/b', 'spec.rules[0].http.paths[0].path', 'a trailing slash', [
        route('a', 'a.example.com', '/api/', 'web:80'),
        route('b', 'a.example.com', '/api', 'api:80'),
        web(),
        service('api', { ports: http }),
      ]),
      at('links/ingress-path-duplicate', 'Ingress/shop/b', 'spec.defaultBackend', 'two default backends', [
        ingress('a', { defaultBackend: backendOf('web') }),
        ingress('b', { defaultBackend: backendOf('api') }),
      ]),
    ],
    right: [
      {
        title: 'two hosts',
        input: [
          route('a', 'a.example.com', '/', 'web:80'),
          route('b', 'b.example.com', '/', 'api:80'),
          web(),
          service('api', { ports: http }),
        ],
      },
      {
        title: 'Exact beside Prefix',
        input: [
          route('a', 'a.example.com', '/', 'web:80'),
          route('b', 'a.example.com', '/', 'api:80', 'Exact'),
          web(),
          service('api', { ports: http }),
        ],
      },
      {
        title: 'a longer prefix',
        input: [
          route('a', 'a.example.com', '/', 'web:80'),
          route('b', 'a.example.com', '/api', 'api:80'),
          web(),
          service('api', { ports: http }),
        ],
      },
      {
        title: 'two classes',
        input: [
          route('a', 'a.example.com', '/', 'web:80'),
          ingress('b', {
            ingressClassName: 'contour',
            rules: [
              {
                host: 'a.example.com',
                http: { paths: [{ path: '/', pathType: 'Prefix', backend: backendOf('api:80') }] },
              },
            ],
          }),
          web(),
          service('api', { ports: http }),
        ],
      },
      {
        title: 'a load balancer inside and one outside',
        input: ['internal', 'internet-facing'].map((scheme, index) =>
          ingress(
            scheme,
            {
              ingressClassName: 'alb',
              rules: [
                {
                  host: 'a.example.com',
                  http: { paths: [{ path: '/', pathType: 'Prefix', backend: backendOf(index === 0 ? 'web' : 'api') }] },
                },
              ],
            },
            { annotations: { 'alb.ingress.kubernetes.io/scheme': scheme } },
          ),
        ),
      },
      {
        title: 'a wildcard beside a host it covers',
        input: [
          route('a', '*.example.com', '/', 'web:80'),
          route('b', 'a.example.com', '/', 'api:80'),
          web(),
          service('api', { ports: http }),
        ],
      },
      {
        title: 'both to one backend',
        input: [route('a', 'a.example.com', '/', 'web:80'), route('b', 'a.example.com', '/', 'web:80'), web()],
      },
      {
        title: 'default backends beside rules of their own hosts',
        input: ['web', 'api'].map((name) =>
          ingress(name, {
            defaultBackend: backendOf(name),
            rules: [
              {
                host: `${name}.example.com`,
                http: { paths: [{ path: '/x', pathType: 'Prefix', backend: backendOf(name) }] },
              },
            ],
          }),
        ),
      },
    ],
  },
  {
    title: '15 TLS hosts that cover no rule, a Secret that is not in the namespace',
    faulty: [
      at('links/tls-host-uncovered', 'Ingress/shop/web', 'spec.tls[0].hosts[0]', 'a typo', [
        tls('ab.example.com', 'x'),
        web(),
        secret('x'),
      ]),
      at('links/tls-host-uncovered', 'Ingress/shop/web', 'spec.tls[0].hosts[0]', 'a wildcard of another level', [
        tls('*.a.example.com', 'x'),
        web(),
        secret('x'),
      ]),
      at('links/tls-secret-missing', 'Ingress/shop/web', 'spec.tls[0].secretName', 'a Secret of another namespace', [
        tls('a.example.com', 'cert'),
        web(),
        secret('certs/cert'),
      ]),
      at('links/tls-secret-missing', 'Ingress/shop/web', 'spec.tls[0].secretName', 'no Secret', [
        tls('a.example.com', 'x'),
        web(),
        secret('y'),
      ]),
      at('links/tls-secret-keys', 'Ingress/shop/web', 'spec.tls[0].secretName', 'a Secret without key', [
        tls('a.example.com', 'x'),
        web(),
        { ...secret('x', ['ca.crt', 'tls.crt']), type: 'Opaque' },
      ]),
    ],
    right: [
      { title: 'host and Secret', input: [tls('a.example.com', 'x'), web(), secret('x')] },
      { title: 'a wildcard', input: [tls('*.example.com', 'x'), web(), secret('x')] },
      {
        title: 'the rule in another Ingress',
        input: [tls('b.example.com', 'x'), route('b', 'b.example.com', '/', 'web:80'), web(), secret('x')],
      },
      {
        title: 'a Certificate of cert-manager',
        input: [
          tls('a.example.com', 'x'),
          web(),
          object('cert-manager.io/v1', 'Certificate', 'cert', { secretName: 'x' }),
        ],
      },
      {
        title: 'a Secret known to be there',
        input: [tls('a.example.com', 'x'), web()],
        options: { external: ['Secret/shop/x'] },
      },
    ],
  },
  {
    title: "16 variables of a Service that collide with the container's own",
    faulty: [
      at(
        'links/service-variables-collide',
        'Deployment/shop/web',
        'spec.template.spec.containers[0].envFrom[0].configMapRef.name',
        'from a ConfigMap',
        [
          service('redis', { ports: [{ port: 6379 }] }),
          { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', namespace: 'shop' }, data: { PORT: '1' } },
          deployment('web', container({ envFrom: [{ prefix: 'REDIS_', configMapRef: { name: 'c' } }] })),
        ],
      ),
      ...['REDIS_PORT', 'REDIS_SERVICE_HOST', 'REDIS_PORT_6379_TCP_ADDR', 'REDIS_SERVICE_PORT'].map((name) =>
        at(
          'links/service-variables-collide',
          'Deployment/shop/web',
          'spec.template.spec.containers[0].env[0].name',
          name,
          [
            service('redis', { ports: [{ port: 6379 }] }),
            deployment('web', container({ env: [{ name, value: 'x' }] })),
          ],
        ),
      ),
      at(
        'links/service-variables-collide',
        'Deployment/shop/client',
        'spec.template.spec.containers[0].envFrom[0].secretRef.name',
        'from a Secret, with a prefix',
        [
          web(),
          secret('x', ['PORT']),
          deployment('client', container({ envFrom: [{ prefix: 'WEB_', secretRef: { name: 'x' } }] })),
        ],
      ),
    ],
    right: [
      {
        title: 'another name',
        input: [
          service('redis', { ports: [{ port: 6379 }] }),
          deployment(
            'web',
            container({
              env: [
                { name: 'REDIS_URL', value: 'x' },
                { name: 'PORT', value: '1' },
              ],
            }),
          ),
        ],
      },
      {
        title: 'links switched off',
        input: [
          service('redis', { ports: [{ port: 6379 }] }),
          deployment('web', {
            ...container({ env: [{ name: 'REDIS_PORT', value: 'x' }] }),
            pod: { enableServiceLinks: false },
          }),
        ],
      },
      {
        title: 'a headless Service',
        input: [
          service('redis', { clusterIP: 'None', ports: [{ port: 6379 }] }),
          deployment('web', container({ env: [{ name: 'REDIS_PORT', value: 'x' }] })),
        ],
      },
      {
        title: 'a port that the Service does not have',
        input: [
          service('redis', { ports: [{ port: 6379 }] }),
          deployment('web', container({ env: [{ name: 'REDIS_PORT_80_TCP', value: 'x' }] })),
        ],
      },
    ],
  },
  {
    title: '17 variables used by a Pod that starts before the Service exists',
    faulty: [
      at(
        'links/service-variables-order',
        'Deployment/shop/client',
        'spec.template.spec.containers[0].env[0].value',
        'in a value',
        [
          deployment(
            'client',
            container({ env: [{ name: 'URL', value: 'http://$(WEB_SERVICE_HOST):$(WEB_SERVICE_PORT)' }] }),
          ),
          web(),
        ],
      ),
      at('links/service-variables-order', 'Pod/shop/client', 'spec.containers[0].args[1]', 'in a shell', [
        pod('client', container({ command: ['sh'], args: ['-c', 'curl ${WEB_SERVICE_HOST}'] })),
        web(),
      ]),
      at(
        'links/service-variables-order',
        'Deployment/shop/client',
        'spec.template.spec.containers[0].command[0]',
        'in another namespace',
        [service('data/web', { ports: http }), deployment('client', container({ command: ['$(WEB_SERVICE_HOST)'] }))],
      ),
    ],
    right: [
      {
        title: 'the Service first',
        input: [web(), deployment('web'), deployment('client', container({ args: ['$(WEB_SERVICE_HOST)'] }))],
      },
      {
        title: 'the DNS name',
        input: [deployment('client', container({ args: ['http://web'] })), web(), deployment('web')],
      },
      {
        title: "a variable of the container's own",
        input: [
          deployment(
            'client',
            container({ env: [{ name: 'DB_SERVICE_HOST', value: 'db' }], args: ['$(DB_SERVICE_HOST)'] }),
          ),
          web(),
          deployment('web'),
        ],
      },
      { title: 'the API server', input: [deployment('client', container({ args: ['$(KUBERNETES_SERVICE_HOST)'] }))] },
      {
        title: 'a dollar sign that is meant as such',
        input: [deployment('client', container({ args: ['$$(WEB_SERVICE_HOST)'] })), service('web', { ports: http })],
      },
    ],
  },
  {
    title: '18 a LoadBalancer with no provider on the target',
    faulty: [
      at(
        'links/load-balancer-provider',
        'Service/shop/web',
        'spec.type',
        'none',
        [web({ type: 'LoadBalancer' }), deployment('web')],
        { provides: [] },
      ),
      at('links/load-balancer-provider', 'Service/shop/web', 'spec.type', 'not known', [
        web({ type: 'LoadBalancer' }),
        deployment('web'),
      ]),
      at(
        'links/load-balancer-provider',
        'Service/shop/web',
        'spec.type',
        'none, with policy Local',
        [web({ type: 'LoadBalancer', externalTrafficPolicy: 'Local' }), deployment('web')],
        { provides: [] },
      ),
    ],
    right: [
      {
        title: 'a provider',
        input: [web({ type: 'LoadBalancer' }), deployment('web')],
        options: { provides: ['loadbalancer'] },
      },
      {
        title: 'MetalLB in the input',
        input: [
          web({ type: 'LoadBalancer' }),
          deployment('web'),
          object('metallb.io/v1beta1', 'IPAddressPool', 'metallb-system/pool', { addresses: ['192.0.2.0/24'] }),
        ],
        options: { provides: [] },
      },
      { title: 'a NodePort', input: [web({ type: 'NodePort' }), deployment('web')], options: { provides: [] } },
    ],
  },
  {
    title: '19 readiness that can never become true',
    faulty: [
      at(
        'links/readiness-never',
        'Deployment/shop/web',
        'spec.template.spec.containers[0].readinessProbe.httpGet.port',
        'a name that no port has',
        [web(), deployment('web', container({ readinessProbe: { httpGet: { port: 'health' } } }))],
      ),
      at(
        'links/readiness-never',
        'Deployment/shop/web',
        'spec.template.spec.containers[0].readinessProbe.tcpSocket.port',
        'a number that nothing declares',
        [web(), deployment('web', container({ readinessProbe: { tcpSocket: { port: 9999 } } }))],
      ),
      at(
        'links/readiness-never',
        'Deployment/shop/web',
        'spec.template.spec.containers[0].startupProbe.httpGet.port',
        'the name in the other container',
        [
          web(),
          deployment('web', {
            ...container({ startupProbe: { httpGet: { port: 'admin' } } }),
            pod: {
              initContainers: [
                { name: 'b', image: 'b', restartPolicy: 'Always', ports: [{ name: 'admin', containerPort: 1 }] },
              ],
            },
          }),
        ],
      ),
      at(
        'links/readiness-never',
        'Pod/shop/web',
        'spec.containers[0].readinessProbe.exec.command',
        'a command that fails',
        [web(), pod('web', container({ readinessProbe: { exec: { command: ['/bin/false'] } } }))],
      ),
      at(
        'links/readiness-never',
        'Deployment/shop/web',
        'spec.template.spec.containers[0].startupProbe.tcpSocket.port',
        'a startup probe at a port that nothing declares',
        [deployment('web', container({ startupProbe: { tcpSocket: { port: 9000 } } }))],
      ),
    ],
    right: [
      {
        title: 'the named port',
        input: [web(), deployment('web', container({ readinessProbe: { httpGet: { port: 'http' } } }))],
      },
      {
        title: 'the number of another container',
        input: [
          web(),
          deployment('web', {
            ...container({ readinessProbe: { httpGet: { port: 9000 } } }),
            pod: {
              initContainers: [{ name: 'b', image: 'b', restartPolicy: 'Always', ports: [{ containerPort: 9000 }] }],
            },
          }),
        ],
      },
      {
        title: 'a container that declares nothing',
        input: [web(), deployment('web', { ports: [], container: { readinessProbe: { tcpSocket: { port: 8080 } } } })],
      },
      {
        title: 'a command',
        input: [
          web(),
          deployment(
            'web',
            container({ readinessProbe: { exec: { command: ['sh', '-c', 'test -e /ready || exit 1'] } } }),
          ),
        ],
      },
      {
        title: 'another host',
        input: [
          web(),
          deployment('web', container({ readinessProbe: { httpGet: { host: '169.254.20.10', port: 9999 } } })),
        ],
      },
    ],
  },
  {
    title: '20 the protocols of Service and container port differ',
    faulty: [
      at('links/protocol-mismatch', 'Service/shop/web', 'spec.ports[0].protocol', 'UDP to a TCP port by name', [
        named('http', { protocol: 'UDP' }),
        deployment('web'),
      ]),
      at('links/protocol-mismatch', 'Service/shop/web', 'spec.ports[0].protocol', 'TCP by default to a UDP port', [
        named('dns'),
        deployment('web', { ports: ['dns:53/UDP'] }),
      ]),
      at('links/protocol-mismatch', 'Service/shop/web', 'spec.ports[0].protocol', 'by number', [
        port(8080, { protocol: 'UDP' }),
        deployment('web'),
      ]),
    ],
    right: [
      { title: 'both UDP', input: [named('dns', { protocol: 'UDP' }), deployment('web', { ports: ['dns:53/UDP'] })] },
      {
        title: 'declared with both',
        input: [port(53, { protocol: 'UDP' }), deployment('web', { ports: ['t:53', 'u:53/UDP'] })],
      },
      { title: 'TCP written out', input: [named('http', { protocol: 'TCP' }), deployment('web')] },
    ],
  },
  {
    title: '21 the labels of two workloads matched by accident',
    faulty: [
      at(
        'links/selector-matches-several-workloads',
        'Service/shop/front',
        'spec.selector',
        'the label of the application',
        [
          service('front', { selector: { app: 'shop' }, ports: http }),
          deployment('front', { labels: { app: 'shop', component: 'front' } }),
          deployment('back', { labels: { app: 'shop', component: 'back' } }),
        ],
      ),
      at('links/selector-matches-several-workloads', 'Service/shop/web', 'spec.selector', 'a copied label', [
        web(),
        deployment('web'),
        workload('StatefulSet', 'db', { labels: { app: 'web' }, ports: ['5432'] }),
      ]),
      at(
        'links/selector-matches-several-workloads',
        'Service/shop/web',
        'spec.selector',
        'a worker beside the server',
        [
          web(),
          deployment('web', { labels: { app: 'web', process: 'server' } }),
          deployment('web-worker', { labels: { app: 'web', process: 'worker' } }),
        ],
      ),
      at(
        'links/selector-matches-several-workloads',
        'Service/shop/web',
        'spec.selector',
        'versions of two programs, by the label of the application',
        [
          service('web', { selector: { 'part-of': 'shop' }, ports: http }),
          deployment('web', { labels: { 'part-of': 'shop', app: 'web', 'app.kubernetes.io/version': '1.2' } }),
          deployment('worker', { labels: { 'part-of': 'shop', app: 'worker', 'app.kubernetes.io/version': '3.4' } }),
        ],
      ),
      at('links/selector-matches-several-workloads', 'Service/shop/web', 'spec.selector', 'roles of two programs', [
        web(),
        deployment('web', { labels: { app: 'web', role: 'server' } }),
        workload('StatefulSet', 'db', { labels: { app: 'web', role: 'store' } }),
      ]),
      ...['Job', 'CronJob'].map((kind) =>
        at('links/selector-matches-several-workloads', 'Service/shop/web', 'spec.selector', `a ${kind} beside it`, [
          web(),
          deployment('web'),
          job(kind, 'migrate', { app: 'web' }),
        ]),
      ),
    ],
    right: [
      {
        title: 'a canary',
        input: [
          web(),
          deployment('web', { labels: { app: 'web', track: 'stable' } }),
          deployment('web-canary', { labels: { app: 'web', track: 'canary' } }),
        ],
      },
      {
        title: 'three versions',
        input: [
          web(),
          ...['v1', 'v2', 'v3'].map((version) => deployment(`web-${version}`, { labels: { app: 'web', version } })),
        ],
      },
      { title: 'Pods by hand', input: [web(), ...[1, 2, 3].map((i) => pod(`web-${i}`, { labels: { app: 'web' } }))] },
      {
        title: 'a test that Helm runs',
        input: [
          web(),
          deployment('web'),
          object(
            'v1',
            'Pod',
            'web-test',
            { containers: [{ name: 'wget', image: 'wget' }] },
            { labels: { app: 'web' }, annotations: { 'helm.sh/hook': 'test' } },
          ),
        ],
      },
      {
        title: 'a canary of another version, chart and instance',
        input: [
          web(),
          deployment('web', { labels: { app: 'web', 'app.kubernetes.io/version': '1', 'helm.sh/chart': 'web-1' } }),
          deployment('next', {
            labels: { app: 'web', 'app.kubernetes.io/version': '2', 'helm.sh/chart': 'web-2', instance: 'canary' },
          }),
        ],
      },
      {
        title: 'members that find each other',
        input: [
          service('peers', { clusterIP: 'None', selector: { cluster: 'x' }, ports: [{ port: 7946 }] }),
          deployment('reader', { labels: { app: 'reader', cluster: 'x' }, ports: ['7946'] }),
          deployment('writer', { labels: { app: 'writer', cluster: 'x' }, ports: ['7946'] }),
        ],
      },
      {
        title: 'a Job with the labels, but without the port that targetPort names',
        input: [named('http'), deployment('web'), job('Job', 'migrate', { app: 'web' })],
      },
    ],
  },
  {
    title: '22 a NetworkPolicy that denies DNS or the port',
    faulty: [
      at('links/network-policy-denies-dns', 'NetworkPolicy/shop/deny', 'spec.egress', 'nothing may leave', [
        policy('deny', { podSelector: {}, policyTypes: ['Egress'] }),
        deployment('web'),
      ]),
      at('links/network-policy-denies-dns', 'NetworkPolicy/shop/to-api', 'spec.egress', 'only another Pod is allowed', [
        policy('to-api', {
          podSelector: { matchLabels: { app: 'web' } },
          policyTypes: ['Egress'],
          egress: [{ to: [{ podSelector: { matchLabels: { app: 'api' } } }] }],
        }),
        deployment('web'),
        deployment('api'),
      ]),
      at('links/network-policy-denies-dns', 'NetworkPolicy/shop/dns', 'spec.egress', 'DNS over TCP only', [
        policy('dns', { podSelector: {}, policyTypes: ['Egress'], egress: [{ ports: [{ port: 53 }] }] }),
        deployment('web'),
      ]),
      at(
        'links/network-policy-egress-port',
        'NetworkPolicy/shop/web',
        'spec.egress[0].ports[0].port',
        'the port of the Service, on the way out',
        [
          policy('web', {
            podSelector: { matchLabels: { app: 'client' } },
            policyTypes: ['Egress'],
            egress: [
              { to: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 80 }] },
              { ports: [{ port: 53, protocol: 'UDP' }] },
            ],
          }),
          web(),
          deployment('web'),
          deployment('client'),
        ],
      ),
      at(
        'links/network-policy-denies-port',
        'NetworkPolicy/shop/web',
        'spec.ingress[0].ports[0].port',
        'the port of the Service',
        [
          policy('web', { podSelector: { matchLabels: { app: 'web' } }, ingress: [{ ports: [{ port: 80 }] }] }),
          web(),
          deployment('web'),
        ],
      ),
      at('links/network-policy-denies-port', 'NetworkPolicy/shop/web', 'spec.ingress', 'another protocol', [
        policy('web', {
          podSelector: { matchLabels: { app: 'web' } },
          ingress: [{ ports: [{ port: 8080, protocol: 'UDP' }] }],
        }),
        web(),
        deployment('web'),
      ]),
      at('links/network-policy-denies-port', 'NetworkPolicy/shop/deny', 'spec.ingress', 'nothing is let in', [
        policy('deny', { podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['web'] }] } }),
        web(),
        deployment('web'),
      ]),
      at('links/network-policy-denies-dns', 'NetworkPolicy/shop/out', 'spec.egress', 'the internet only', [
        policy('out', {
          podSelector: {},
          policyTypes: ['Egress'],
          egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0', except: PRIVATE } }] }],
        }),
        deployment('web'),
      ]),
      at(
        'links/network-policy-egress-port',
        'NetworkPolicy/shop/out',
        'spec.egress[1].ports[0].port',
        'the name of the Service port on the way out',
        [
          policy('out', {
            podSelector: {},
            policyTypes: ['Egress'],
            egress: [DNS, { to: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 'front' }] }],
          }),
          service('web', { selector: { app: 'web' }, ports: [{ name: 'front', port: 80, targetPort: 8080 }] }),
          deployment('web'),
        ],
      ),
      at(
        'links/network-policy-egress-port',
        'NetworkPolicy/shop/out',
        'spec.egress[1].ports[0].port',
        'the Service port of another namespace, by a label of it',
        [
          { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'back', labels: { team: 'back' } } },
          policy('out', {
            podSelector: {},
            policyTypes: ['Egress'],
            egress: [DNS, { to: [{ namespaceSelector: { matchLabels: { team: 'back' } } }], ports: [{ port: 80 }] }],
          }),
          service('back/api', { selector: { app: 'api' }, ports: http }),
          deployment('back/api'),
          deployment('web'),
        ],
      ),
    ],
    right: [
      {
        title: 'DNS in a second policy',
        input: [
          policy('deny', { podSelector: {}, policyTypes: ['Egress'] }),
          policy('dns', {
            podSelector: {},
            policyTypes: ['Egress'],
            egress: [
              {
                to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } }],
                ports: [{ port: 53, protocol: 'UDP' }],
              },
            ],
          }),
          deployment('web'),
        ],
      },
      {
        title: 'everything may leave',
        input: [policy('all', { podSelector: {}, policyTypes: ['Egress'], egress: [{}] }), deployment('web')],
      },
      {
        title: 'the named container port',
        input: [
          policy('web', { podSelector: { matchLabels: { app: 'web' } }, ingress: [{ ports: [{ port: 'http' }] }] }),
          web(),
          deployment('web'),
        ],
      },
      {
        title: 'the port that the Pods listen on, on the way out',
        input: [
          policy('web', {
            podSelector: { matchLabels: { app: 'client' } },
            policyTypes: ['Egress'],
            egress: [
              { to: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 8080 }] },
              { ports: [{ port: 53, protocol: 'UDP' }] },
            ],
          }),
          web(),
          deployment('web'),
          deployment('client'),
        ],
      },
      {
        title: 'a range',
        input: [
          policy('web', { podSelector: {}, ingress: [{ ports: [{ port: 8000, endPort: 9000 }] }] }),
          web(),
          deployment('web'),
        ],
      },
      {
        title: 'the network of the host',
        input: [
          policy('deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] }),
          web(),
          deployment('web', { pod: { hostNetwork: true } }),
        ],
      },
      {
        title: 'other Pods',
        input: [
          policy('db', { podSelector: { matchLabels: { app: 'db' } }, policyTypes: ['Ingress', 'Egress'] }),
          web(),
          deployment('web'),
        ],
      },
      {
        title: 'the internet, and the cluster DNS',
        input: [
          policy('out', {
            podSelector: {},
            policyTypes: ['Egress'],
            egress: [DNS, { to: [{ ipBlock: { cidr: '0.0.0.0/0', except: PRIVATE } }] }],
          }),
          deployment('web'),
        ],
      },
      {
        title: 'all addresses but that of the metadata server',
        input: [
          policy('out', {
            podSelector: {},
            policyTypes: ['Egress'],
            egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.169.254/32'] } }] }],
          }),
          deployment('web'),
        ],
      },
      {
        title: 'Pods that ask a name server of their own',
        input: [
          policy('out', {
            podSelector: {},
            policyTypes: ['Egress'],
            egress: [{ to: [{ ipBlock: { cidr: '9.9.9.9/32' } }], ports: [{ port: 53, protocol: 'UDP' }] }],
          }),
          deployment('web', { pod: { dnsPolicy: 'None', dnsConfig: { nameservers: ['9.9.9.9'] } } }),
        ],
      },
    ],
  },
  {
    title: 'endpoints by hand that do not belong to the Service',
    faulty: [
      at('links/endpoint-slice-port', 'EndpointSlice/shop/db-1', 'ports[0].name', 'a port without the name', [
        service('db', { ports: [{ name: 'pg', port: 5432 }] }),
        slice('db-1', 'db', [{ port: 5432 }]),
      ]),
      at('links/endpoint-slice-port', 'EndpointSlice/shop/db-1', 'ports[0].protocol', 'another protocol', [
        service('db', { ports: [{ port: 5432 }] }),
        slice('db-1', 'db', [{ port: 5432, protocol: 'UDP' }]),
      ]),
      at(
        'links/endpoint-slice-service',
        'EndpointSlice/shop/db-1',
        'metadata.labels[kubernetes.io/service-name]',
        'a Service that is not there',
        [service('db', { ports: [{ port: 5432 }] }), slice('db-1', 'bd', [{ port: 5432 }])],
      ),
    ],
    right: [
      {
        title: 'equal names, other numbers',
        input: [
          service('db', { ports: [{ name: 'pg', port: 5432 }] }),
          slice('db-1', 'db', [{ name: 'pg', port: 15432 }]),
        ],
      },
      {
        title: 'no names',
        input: [service('db', { ports: [{ port: 5432 }] }), slice('db-1', 'db', [{ port: 5432, protocol: 'TCP' }])],
      },
      {
        title: 'two slices',
        input: [
          service('db', {
            ports: [
              { name: 'a', port: 1 },
              { name: 'b', port: 2 },
            ],
          }),
          slice('db-1', 'db', [{ name: 'a', port: 1 }]),
          slice('db-2', 'db', [{ name: 'b', port: 2 }]),
        ],
      },
    ],
  },
];

function at(
  rule: string,
  where: string,
  path: string,
  title: string,
  input: readonly Manifest[],
  options?: CheckOptions,
): Faulty {
  return { title, input, rule, at: where, path, ...(options === undefined ? {} : { options }) };
}

/** An Ingress without a class. */
function classless(name: string, metadata: { annotations?: Record<string, string> } = {}): Manifest {
  return object('networking.k8s.io/v1', 'Ingress', name, { defaultBackend: backendOf('web:80') }, metadata);
}

/** An Ingress for a.example.com with this entry under `tls`. */
function tls(host: string, secretName: string): Manifest {
  const { spec, ...rest } = route('web', 'a.example.com', '/', 'web:80');
  return { ...rest, spec: { ...(spec as object), tls: [{ hosts: [host], secretName }] } };
}

/** A Service without cluster IP; other objects as they are. */
function headless(manifest: Manifest): Manifest {
  return manifest.kind === 'Service'
    ? { ...manifest, spec: { ...(manifest.spec as object), clusterIP: 'None' } }
    : manifest;
}
