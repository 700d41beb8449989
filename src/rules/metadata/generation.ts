import { service } from '../example';
import { defineRule } from '../rule';

export const generation = defineRule({
  id: 'metadata/generation',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  // Most other kinds, Ingress among them, begin with generation 1 whatever the manifest says.
  kinds: ['Service'],
  field: 'metadata.generation',
  summary: 'metadata.generation is not negative.',
  why: 'kube-apiserver validates it (ValidateObjectMeta in apimachinery/pkg/api/validation).',
  fix: 'Leave it out: the API server counts it.',
  passing: [{ title: 'No generation', manifests: service('clusterIP: None') }],
  failing: [
    {
      title: 'A negative one',
      manifests: service('clusterIP: None', 'name: web\ngeneration: -1'),
      path: 'metadata.generation',
      kind: 'Invalid',
    },
  ],
  *check(object) {
    const given = object.at('metadata', 'generation');
    if (typeof given.value === 'number' && given.value < 0) yield given.invalid('must be greater than or equal to 0');
  },
});
