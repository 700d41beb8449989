import { service, stream } from '../example';
import { defineRule } from '../rule';
import { allocationFindings } from './allocation-findings';

export const rangeExhausted = defineRule({
  id: 'service/range-exhausted',
  source: 'apiserver',
  stage: 'allocate',
  severity: 'error',
  kinds: ['Service'],
  summary: 'The cluster has an address and node ports for every Service.',
  why: 'kube-apiserver answers 500 when a range is used up (pkg/registry/core/service/ipallocator and portallocator).',
  fix: 'Use fewer NodePort and LoadBalancer Services, allocateLoadBalancerNodePorts: false or headless Services, or a larger range.',
  passing: [{ title: 'Room enough', manifests: service('type: NodePort\nports: [{ port: 80 }]') }],
  failing: [
    {
      title: 'Two Services, one node port',
      manifests: stream(
        service('type: NodePort\nports: [{ port: 80 }]', 'name: a'),
        service('type: NodePort\nports: [{ port: 80 }]', 'name: b'),
      ),
      options: { serviceNodePortRange: '30000-30000' },
      path: 'spec.ports[0].nodePort',
      kind: 'InternalError',
    },
  ],
  check: (_object, context) => allocationFindings(context, 'cluster-ip-full', 'node-port-full'),
});
