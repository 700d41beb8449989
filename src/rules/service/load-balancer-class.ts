import { qualifiedNameErrors } from '../../terms/qualified-name';
import { service } from '../example';
import { defineRule } from '../rule';

export const loadBalancerClass = defineRule({
  id: 'service/load-balancer-class',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Service'],
  field: 'spec.loadBalancerClass',
  summary: 'loadBalancerClass is a qualified name, on a Service of type LoadBalancer.',
  why: 'kube-apiserver refuses others (validateLoadBalancerClassField in pkg/apis/core/validation): it says which controller is to provide the load balancer.',
  fix: 'Write the class that the controller documents, like example.com/internal, or leave it out for the default.',
  passing: [
    {
      title: 'A class',
      manifests: service('type: LoadBalancer\nloadBalancerClass: example.com/internal\nports: [{ port: 80 }]'),
    },
  ],
  failing: [
    {
      title: 'Empty',
      manifests: service("type: LoadBalancer\nloadBalancerClass: ''\nports: [{ port: 80 }]"),
      path: 'spec.loadBalancerClass',
      kind: 'Invalid',
    },
    {
      title: 'Another type',
      manifests: service('type: NodePort\nloadBalancerClass: example.com/internal\nports: [{ port: 80 }]'),
      path: 'spec.loadBalancerClass',
      kind: 'Forbidden',
    },
  ],
  *check(object, { minor }) {
    const name = object.at('spec', 'loadBalancerClass');
    if (!name.present) return;
    if (object.at('spec', 'type').value !== 'LoadBalancer') {
      yield name.forbidden("may only be used when `type` is 'LoadBalancer'");
    } else {
      for (const error of qualifiedNameErrors(name.text, minor)) yield name.invalid(error);
    }
  },
});
