import { qualifiedNameErrors } from '../../terms/qualified-name';
import { pod } from '../example';
import { definePodRule } from './pod-rule';

const WEB = 'containers: [{ name: web, image: web }]';

export const readinessGates = definePodRule({
  id: 'pod/readiness-gates',
  stage: 'validate',
  severity: 'error',
  field: 'spec.readinessGates',
  summary: 'A readiness gate names a condition by a qualified name.',
  why: 'kube-apiserver refuses others (validateReadinessGates in pkg/apis/core/validation).',
  fix: 'Write the conditionType that the controller sets, like example.com/load-balancer-ready.',
  passing: [
    {
      title: 'A condition of a load balancer',
      manifests: pod(`readinessGates: [{ conditionType: example.com/load-balancer-ready }]\n${WEB}`),
    },
  ],
  failing: [
    {
      title: 'A sentence',
      manifests: pod(`readinessGates: [{ conditionType: load balancer ready }]\n${WEB}`),
      path: 'spec.readinessGates[0].conditionType',
      kind: 'Invalid',
    },
  ],
  *check(pod, { minor }) {
    for (const gate of pod.at('spec', 'readinessGates').items()) {
      const type = gate.at('conditionType');
      for (const error of qualifiedNameErrors(type.text, minor)) yield type.invalid(error, {}, type.text);
    }
  },
});
