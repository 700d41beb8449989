import { service } from '../example';
import { defineRule } from '../rule';

const MODE = 'service.kubernetes.io/topology-mode';
const HINTS = 'service.kubernetes.io/topology-aware-hints';

export const topologyAnnotations = defineRule({
  id: 'service/topology-annotations',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Service'],
  field: 'metadata.annotations',
  summary: 'The old and the new annotation for topology aware routing do not contradict each other.',
  why: 'kube-apiserver refuses two different values (validateService in pkg/apis/core/validation).',
  fix: `Leave ${HINTS} out; spec.trafficDistribution replaces both.`,
  passing: [
    {
      title: 'Equal values',
      manifests: service('ports: [{ port: 80 }]', `name: web\nannotations: { ${MODE}: Auto, ${HINTS}: Auto }`),
    },
  ],
  failing: [
    {
      title: 'Different values',
      manifests: service('ports: [{ port: 80 }]', `name: web\nannotations: { ${MODE}: Auto, ${HINTS}: auto }`),
      path: `metadata.annotations[${MODE}]`,
      kind: 'Invalid',
    },
  ],
  *check(object) {
    const annotations = object.at('metadata', 'annotations');
    const [mode, hints] = [annotations.key(MODE), annotations.key(HINTS)];
    if (!mode.present || !hints.present || mode.value === hints.value) return;
    yield mode.invalid(`must match annotations[${HINTS}] when both are specified`);
  },
});
