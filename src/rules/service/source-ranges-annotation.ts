import { legacyCidrErrors } from '../../terms/ip-errors';
import { service } from '../example';
import { defineRule } from '../rule';

const ANNOTATION = 'service.beta.kubernetes.io/load-balancer-source-ranges';

export const sourceRangesAnnotation = defineRule({
  id: 'service/source-ranges-annotation',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Service'],
  field: 'metadata.annotations',
  summary: `The annotation ${ANNOTATION} holds CIDRs with commas between them, on a Service of type LoadBalancer.`,
  why: 'kube-apiserver judges it where spec.loadBalancerSourceRanges is empty (validateService in pkg/apis/core/validation).',
  fix: 'Use spec.loadBalancerSourceRanges, a list of networks like 203.0.113.0/24.',
  passing: [
    {
      title: 'Two networks',
      manifests: service(
        'type: LoadBalancer\nports: [{ port: 80 }]',
        `name: web\nannotations: { ${ANNOTATION}: '203.0.113.0/24, 198.51.100.0/24' }`,
      ),
    },
  ],
  failing: [
    {
      title: 'A comma at the end',
      manifests: service(
        'type: LoadBalancer\nports: [{ port: 80 }]',
        `name: web\nannotations: { ${ANNOTATION}: '203.0.113.0/24,' }`,
      ),
      path: `metadata.annotations[${ANNOTATION}]`,
      kind: 'Invalid',
    },
    {
      title: 'Another type',
      manifests: service('ports: [{ port: 80 }]', `name: web\nannotations: { ${ANNOTATION}: '' }`),
      path: `metadata.annotations[${ANNOTATION}]`,
      kind: 'Forbidden',
    },
  ],
  *check(object, { minor }) {
    const annotation = object.at('metadata', 'annotations').key(ANNOTATION);
    if (!annotation.present || object.at('spec', 'loadBalancerSourceRanges').items().length > 0) return;
    if (object.at('spec', 'type').value !== 'LoadBalancer') {
      yield annotation.forbidden("may only be used when `type` is 'LoadBalancer'");
    }
    if (annotation.text.trim() === '') return;
    for (const range of annotation.text.split(',').map((part) => part.trim())) {
      for (const error of legacyCidrErrors(range, minor)) yield annotation.invalid(error, {}, range);
    }
  },
});
