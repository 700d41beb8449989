import { ingress } from '../example';
import { defineRule } from '../rule';
import { backendsOf } from './ingress-shape';
import { checkTypedReference } from './typed-reference';

export const backendResource = defineRule({
  id: 'ingress/backend-resource',
  source: 'apiserver',
  stage: 'validate',
  severity: 'error',
  kinds: ['Ingress'],
  summary: 'A backend that is a resource has a kind and a name.',
  why: 'kube-apiserver refuses references that could name nothing (validateIngressTypedLocalObjectReference in pkg/apis/networking/validation).',
  fix: 'Write kind and name; leave apiGroup out for a kind of the core API.',
  passing: [
    {
      title: 'A custom resource',
      manifests: ingress('defaultBackend: { resource: { apiGroup: example.com, kind: Bucket, name: static } }'),
    },
  ],
  failing: [
    {
      title: 'No name',
      manifests: ingress('defaultBackend: { resource: { kind: Bucket } }'),
      path: 'spec.defaultBackend.resource.name',
      kind: 'Required',
    },
    {
      title: 'An empty group',
      manifests: ingress("defaultBackend: { resource: { apiGroup: '', kind: Bucket, name: static } }"),
      path: 'spec.defaultBackend.resource.apiGroup',
      kind: 'Invalid',
    },
  ],
  *check(object) {
    for (const backend of backendsOf(object)) {
      const resource = backend.at('resource');
      if (resource.present && !backend.at('service').present) yield* checkTypedReference(resource);
    }
  },
});
