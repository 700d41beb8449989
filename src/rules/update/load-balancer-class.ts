import { service } from '../example';
import { defineUpdateRule, immutable } from '../update-rule';

const spec = (more: string) => service(`type: LoadBalancer\n${more}ports: [{ port: 80 }]`);
const A = 'loadBalancerClass: example.com/a\n';

export const loadBalancerClass = defineUpdateRule({
  id: 'update/load-balancer-class',
  kinds: ['Service'],
  summary: 'The loadBalancerClass of a Service of type LoadBalancer stays as it is, and as absent as it is.',
  why: 'kube-apiserver refuses another one (validateLoadBalancerClassField in pkg/apis/core/validation): the provider of one class does not take over what that of another one made.',
  fix: 'Leave loadBalancerClass as it was, or make a Service of the new class beside this one and delete this one afterwards.',
  passing: [{ title: 'The same class', old: spec(A), manifests: spec(A) }],
  failing: [
    {
      title: 'Another class',
      old: spec(A),
      manifests: spec('loadBalancerClass: example.com/b\n'),
      path: 'spec.loadBalancerClass',
      kind: 'Invalid',
    },
    {
      title: 'A class where there was none',
      old: spec(''),
      manifests: spec(A),
      path: 'spec.loadBalancerClass',
      kind: 'Invalid',
    },
  ],
  *check(after, before) {
    if ([after, before].some((side) => side.at('spec', 'type').text !== 'LoadBalancer')) return;
    const field = ['spec', 'loadBalancerClass'] as const;
    yield* immutable(after.at(...field), before.at(...field), 'may not change once set');
  },
});
