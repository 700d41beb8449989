import { deployment, http, service, slice, web, workload } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

const onNodes = (expression: object) => ({
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [expression] }] },
    },
  },
});

export const localPolicyWithoutEndpoint: RuleCases = {
  rule: 'links/local-policy-without-endpoint',
  faulty: [
    at('Service/shop/web', 'spec.internalTrafficPolicy', 'clients inside', [
      web({ internalTrafficPolicy: 'Local' }),
      deployment('web'),
    ]),
    at('Service/shop/web', 'spec.externalTrafficPolicy', 'a NodePort', [
      web({ type: 'NodePort', externalTrafficPolicy: 'Local' }),
      deployment('web'),
    ]),
    at('Service/shop/web', 'spec.internalTrafficPolicy', 'a DaemonSet on some nodes', [
      web({ internalTrafficPolicy: 'Local' }),
      workload('DaemonSet', 'web', { pod: { nodeSelector: { disk: 'ssd' } } }),
    ]),
    at('Service/shop/web', 'spec.internalTrafficPolicy', 'a DaemonSet on nodes with a label', [
      web({ internalTrafficPolicy: 'Local' }),
      workload('DaemonSet', 'web', { pod: onNodes({ key: 'gpu', operator: 'Exists' }) }),
    ]),
    at('Service/shop/web', 'spec.internalTrafficPolicy', 'endpoints by hand that are on no node', [
      service('web', { internalTrafficPolicy: 'Local', ports: http }),
      slice('web-1', 'web', [{ port: 8080 }]),
    ]),
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
};
