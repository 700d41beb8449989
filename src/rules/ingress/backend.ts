import { ingress } from '../example';
import { defineRule } from '../rule';
import { backendsOf } from './ingress-shape';

export const backend = defineRule({
  id: 'ingress/backend',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Ingress'],
  summary: 'A backend is a Service or a resource, not both and not neither.',
  why: 'kube-apiserver refuses a backend that is not exactly one of them (validateIngressBackend in pkg/apis/networking/validation).',
  fix: 'Write backend.service with a name and a port, or backend.resource with a kind and a name.',
  passing: [
    {
      title: 'A Service',
      manifests: ingress('defaultBackend: { service: { name: web, port: { number: 80 } } }'),
    },
    {
      title: 'A resource',
      manifests: ingress('defaultBackend: { resource: { apiGroup: example.com, kind: Bucket, name: static } }'),
    },
  ],
  failing: [
    { title: 'Neither', manifests: ingress('defaultBackend: {}'), path: 'spec.defaultBackend', kind: 'Invalid' },
    {
      title: 'Both',
      manifests: ingress(
        'defaultBackend:\n  service: { name: web, port: { number: 80 } }\n  resource: { kind: Bucket, name: static }',
      ),
      path: 'spec.defaultBackend',
      kind: 'Invalid',
    },
  ],
  *check(object) {
    for (const place of backendsOf(object)) {
      const { present: service } = place.at('service');
      const { present: resource } = place.at('resource');
      if (service && resource) yield place.invalid('cannot set both resource and service backends', {}, '');
      if (!service && !resource) yield place.invalid('resource or service backend is required', {}, '');
    }
  },
});
