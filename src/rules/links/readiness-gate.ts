import { isGateKnown } from '../../model/readiness-gates';
import { WORKLOAD_KINDS } from '../../model/workload';
import { defineRule } from '../rule';
import { deployment } from './examples';
import { workloadAt } from './facts/workload-at';

export const readinessGate = defineRule({
  id: 'links/readiness-gate',
  source: 'links',
  stage: 'deployed',
  severity: 'info',
  kinds: WORKLOAD_KINDS,
  summary: 'Somebody sets the conditions that the readiness gates of Pods wait for.',
  why: 'A Pod with a readiness gate is ready only when somebody sets this condition in its status to True. Nothing in the input is known to; until then the Pod is not an endpoint, and connections are refused.',
  fix: 'See to it that the controller which sets the condition is installed, or remove the gate.',
  passing: [
    {
      title: 'A gate of the AWS load balancer controller',
      manifests: deployment(
        'web',
        '{ app: web }',
        undefined,
        'readinessGates: [{ conditionType: target-health.elbv2.k8s.aws/k8s-web }]',
      ),
    },
  ],
  failing: [
    {
      title: 'A gate of nobody',
      manifests: deployment('web', '{ app: web }', undefined, 'readinessGates: [{ conditionType: example.org/warm }]'),
      path: 'spec.template.spec.readinessGates[0].conditionType',
      kind: 'Invalid',
    },
  ],
  *check(object, context) {
    const workload = workloadAt(object, context);
    if (workload === undefined || workload.finite) return;
    for (const gate of object.at(...workload.podSpecPath.split('.'), 'readinessGates').items()) {
      const condition = gate.at('conditionType');
      if (condition.text === '' || isGateKnown(condition.text)) continue;
      yield condition.invalid(`the Pods wait for ${condition.text}, which nothing in the input is known to set`);
    }
  },
});
