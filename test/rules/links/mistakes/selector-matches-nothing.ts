import { deployment, http, object, service, web, workload } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const selectorMatchesNothing: RuleCases = {
  rule: 'links/selector-matches-nothing',
  faulty: [
    at('Service/shop/web', 'spec.selector', 'a mistyped value', [
      service('web', { selector: { app: 'wbe' }, ports: http }),
      deployment('web'),
    ]),
    at('Service/shop/web', 'spec.selector', 'a label too many', [
      service('web', { selector: { app: 'web', tier: 'front' }, ports: http }),
      deployment('web'),
    ]),
    at('Service/front/web', 'spec.selector', 'the Pods are in another namespace', [
      service('front/web', { selector: { app: 'web' }, ports: http }),
      deployment('web'),
    ]),
    at('Service/shop/web', 'spec.selector', 'another key', [
      service('web', { selector: { 'app.kubernetes.io/name': 'web' }, ports: http }),
      deployment('web'),
    ]),
    at('Service/shop/db-9', 'spec.selector', 'a Pod of another StatefulSet', [
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
    {
      title: 'the Pods of another release, whose name begins like that of a workload here',
      uncertain: true,
      input: [
        service('web-exporter', { selector: { 'app.kubernetes.io/name': 'web-exporter' }, ports: http }),
        web(),
        deployment('web'),
      ],
    },
  ],
};
