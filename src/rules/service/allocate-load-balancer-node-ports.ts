import { service } from '../example';
import { defineRule } from '../rule';

export const allocateLoadBalancerNodePorts = defineRule({
  id: 'service/allocate-load-balancer-node-ports',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Service'],
  field: 'spec.allocateLoadBalancerNodePorts',
  summary: 'allocateLoadBalancerNodePorts is for Services of type LoadBalancer.',
  why: 'kube-apiserver refuses it elsewhere, whatever its value (validateService in pkg/apis/core/validation).',
  fix: 'Leave it out.',
  passing: [
    {
      title: 'A load balancer that needs no node ports',
      manifests: service('type: LoadBalancer\nallocateLoadBalancerNodePorts: false\nports: [{ port: 80 }]'),
    },
  ],
  failing: [
    {
      title: 'Another type',
      manifests: service('allocateLoadBalancerNodePorts: false\nports: [{ port: 80 }]'),
      path: 'spec.allocateLoadBalancerNodePorts',
      kind: 'Forbidden',
    },
  ],
  *check(object) {
    const allocate = object.at('spec', 'allocateLoadBalancerNodePorts');
    if (!allocate.present || object.at('spec', 'type').value === 'LoadBalancer') return;
    yield allocate.forbidden("may only be used when `type` is 'LoadBalancer'");
  },
});
