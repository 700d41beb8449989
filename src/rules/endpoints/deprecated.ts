import { endpointSlice, endpoints } from '../example';
import { defineRule } from '../rule';

export const deprecated = defineRule({
  id: 'endpoints/deprecated',
  source: 'apiserver',
  stage: 'warn',
  severity: 'info',
  kinds: ['Endpoints'],
  versions: { since: '1.33' },
  summary: 'Endpoints are written as EndpointSlices.',
  why: 'kube-apiserver warns since Kubernetes 1.33 (KEP-4974): Endpoints have no second IP family, no topology and at most 1,000 addresses, and are only mirrored into the EndpointSlices that kube-proxy reads.',
  fix: 'Write an EndpointSlice with the label kubernetes.io/service-name.',
  passing: [
    {
      title: 'An EndpointSlice',
      manifests: endpointSlice('addressType: IPv4\nendpoints: [{ addresses: [192.0.2.10] }]'),
    },
  ],
  failing: [
    {
      title: 'Endpoints',
      manifests: endpoints('addresses: [{ ip: 192.0.2.10 }]'),
      path: 'apiVersion',
      kind: 'Ignored',
    },
  ],
  *check(object) {
    yield object
      .at('apiVersion')
      .ignored('v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice');
  },
});
