import { isObject } from '../../terms/json';
import { defineRule } from '../rule';
import { ingress, service, stream } from './examples';
import { backendsAt } from './facts/ingress-at';

export const ingressBackendResource = defineRule({
  id: 'links/ingress-backend-resource',
  source: 'links',
  stage: 'deployed',
  severity: 'error',
  kinds: ['Ingress'],
  summary: 'A Service is a backend as `service`, not as `resource`.',
  why: 'The API server does not look what a resource is. Controllers serve Services that stand in `backend.service`, with a port; a resource is something of their own, such as a bucket, and they skip what they do not know. IngressBackend.fromResource(service) of cdk8s-plus writes this.',
  fix: 'Write backend.service with the name of the Service and its port.',
  passing: [
    {
      title: 'A Service',
      manifests: stream(
        ingress('ingressClassName: nginx\ndefaultBackend: { service: { name: web, port: { number: 80 } } }'),
        service('ports: [{ port: 80 }]'),
      ),
    },
    {
      title: 'A resource of the controller',
      manifests: ingress(
        'ingressClassName: cdn\ndefaultBackend: { resource: { apiGroup: cdn.example.com, kind: Bucket, name: a } }',
      ),
    },
  ],
  failing: [
    {
      title: 'A Service as a resource',
      manifests: ingress('ingressClassName: nginx\ndefaultBackend: { resource: { kind: Service, name: web } }'),
      path: 'spec.defaultBackend.resource',
      kind: 'Invalid',
    },
  ],
  *check(object) {
    for (const backend of backendsAt(object)) {
      const resource = backend.at('resource');
      if (!isObject(resource.value) || resource.value.kind !== 'Service') continue;
      // The core API has no name; cdk8s-plus writes `core`, which is not a group at all.
      if (!['', 'core'].includes(resource.at('apiGroup').text)) continue;
      yield resource.invalid('a Service is not a resource of an Ingress controller');
    }
  },
});
