import { service } from '../example';
import { defineRule } from '../rule';

const MODE = 'service.kubernetes.io/topology-mode';
const HINTS = 'service.kubernetes.io/topology-aware-hints';

export const topologyHintsDeprecated = defineRule({
  id: 'service/topology-hints-deprecated',
  source: 'apiserver',
  stage: 'warn',
  severity: 'warning',
  kinds: ['Service'],
  field: 'metadata.annotations',
  summary: `The annotation ${HINTS} has a new name.`,
  why: 'kube-apiserver warns (GetWarningsForService in pkg/api/service).',
  fix: `Use spec.trafficDistribution, or the annotation ${MODE}.`,
  passing: [{ title: 'The field', manifests: service('trafficDistribution: PreferSameZone\nports: [{ port: 80 }]') }],
  failing: [
    {
      title: 'The old annotation',
      manifests: service('ports: [{ port: 80 }]', `name: web\nannotations: { ${HINTS}: Auto }`),
      path: `metadata.annotations[${HINTS}]`,
      kind: 'Ignored',
    },
  ],
  *check(object) {
    const annotation = object.at('metadata', 'annotations').key(HINTS);
    if (annotation.present) yield annotation.ignored(`annotation ${HINTS} is deprecated, please use ${MODE} instead`);
  },
});
