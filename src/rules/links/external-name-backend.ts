import { keyOf } from '../../terms/object-ref';
import { defineRule } from '../rule';
import { ingress, service, stream } from './examples';
import { serviceBackendsAt } from './facts/ingress-at';

export const externalNameBackend = defineRule({
  id: 'links/external-name-backend',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['Ingress'],
  summary: 'A backend of an Ingress is not an ExternalName Service.',
  why: 'An ExternalName Service has no endpoints. Contour, Traefik and others refuse it by default, because it could lead into the cluster itself; where it is allowed, the host outside gets the Host header and the SNI of the Ingress, which it does not know (404, or a wrong certificate).',
  fix: 'Make a Service without selector and an EndpointSlice, or see to it that the controller allows ExternalName and rewrites the Host header.',
  passing: [
    {
      title: 'A Service with endpoints',
      manifests: stream(
        ingress('ingressClassName: nginx\ndefaultBackend: { service: { name: web, port: { number: 80 } } }'),
        service('ports: [{ port: 80 }]'),
      ),
    },
  ],
  failing: [
    {
      title: 'A name outside',
      manifests: stream(
        ingress('ingressClassName: nginx\ndefaultBackend: { service: { name: web, port: { number: 80 } } }'),
        service('type: ExternalName\nexternalName: www.example.com\nports: [{ port: 80 }]'),
      ),
      path: 'spec.defaultBackend.service.name',
      kind: 'Invalid',
    },
  ],
  *check(object, { model, object: { namespace } }) {
    for (const { at, service } of serviceBackendsAt(object)) {
      const { type, externalName = '' } = model.services.get(keyOf(namespace, service.name ?? ''))?.spec ?? {};
      if (type !== 'ExternalName') continue;
      yield at
        .at('name')
        .invalid(`is an ExternalName Service, which leads ${externalName === '' ? 'nowhere' : `to ${externalName}`}`);
    }
  },
});
