import { service } from '../example';
import { defineRule } from '../rule';

const AFFINITIES = ['ClientIP', 'None'];
const MAX_SECONDS = 86400;

export const sessionAffinity = defineRule({
  id: 'service/session-affinity',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Service'],
  summary: 'sessionAffinity is ClientIP or None, and lasts from one second to one day.',
  why: 'kube-apiserver refuses others (validateService and validateClientIPAffinityConfig in pkg/apis/core/validation).',
  fix: 'Write ClientIP, and a timeoutSeconds from 1 to 86400; 10800 is the default.',
  passing: [
    {
      title: 'A whole day',
      manifests: service(
        'sessionAffinity: ClientIP\nsessionAffinityConfig: { clientIP: { timeoutSeconds: 86400 } }\nports: [{ port: 80 }]',
      ),
    },
    {
      title: 'Without affinity its configuration is dropped',
      manifests: service('sessionAffinityConfig: { clientIP: { timeoutSeconds: 0 } }\nports: [{ port: 80 }]'),
    },
  ],
  failing: [
    {
      title: 'Cookies are the business of an Ingress',
      manifests: service('sessionAffinity: Cookie\nports: [{ port: 80 }]'),
      path: 'spec.sessionAffinity',
      kind: 'NotSupported',
    },
    {
      title: 'No time at all',
      manifests: service(
        'sessionAffinity: ClientIP\nsessionAffinityConfig: { clientIP: { timeoutSeconds: 0 } }\nports: [{ port: 80 }]',
      ),
      path: 'spec.sessionAffinityConfig.clientIP.timeoutSeconds',
      kind: 'Invalid',
    },
  ],
  *check(object) {
    const affinity = object.at('spec', 'sessionAffinity');
    if (!AFFINITIES.includes(affinity.text)) yield affinity.notSupported(AFFINITIES);
    if (affinity.value !== 'ClientIP') return;
    const seconds = object.at('spec', 'sessionAffinityConfig', 'clientIP', 'timeoutSeconds');
    if (typeof seconds.value === 'number' && seconds.value > 0 && seconds.value <= MAX_SECONDS) return;
    yield seconds.invalid(`must be greater than 0 and less than ${MAX_SECONDS}`);
  },
});
