import { listed } from '../../terms/sentence';
import type { Words } from '../cursor';
import { defineRule } from '../rule';
import { ingress, service, stream } from './examples';
import type { AbsentService } from './facts/absent-service';
import { absentService } from './facts/absent-service';
import { serviceBackendsAt } from './facts/ingress-at';

export const ingressBackendService = defineRule({
  id: 'links/ingress-backend-service',
  source: 'links',
  stage: 'deployed',
  severity: 'error',
  kinds: ['Ingress'],
  summary: 'A backend of an Ingress is a Service of its namespace.',
  why: 'The API server does not look whether the Service exists. Without it the controller answers 404 or 503; it never looks into another namespace.',
  fix: 'Name a Service of the namespace of the Ingress.',
  passing: [
    {
      title: 'A Service of the same namespace',
      manifests: stream(
        ingress('ingressClassName: nginx\ndefaultBackend: { service: { name: web, port: { number: 80 } } }'),
        service('ports: [{ port: 80 }]'),
      ),
    },
  ],
  failing: [
    {
      title: 'The Service is in another namespace',
      manifests: stream(
        ingress('ingressClassName: nginx\ndefaultBackend: { service: { name: web, port: { number: 80 } } }'),
        service('ports: [{ port: 80 }]', 'name: web\nnamespace: shop'),
      ),
      path: 'spec.defaultBackend.service.name',
      kind: 'NotFound',
    },
    {
      title: 'There is no Service of that name',
      manifests: stream(
        ingress('ingressClassName: nginx\ndefaultBackend: { service: { name: webb, port: { number: 80 } } }'),
        service('ports: [{ port: 80 }]'),
      ),
      path: 'spec.defaultBackend.service.name',
      kind: 'NotFound',
    },
  ],
  *check(object, context) {
    const namespace = context.object.namespace ?? context.model.defaultNamespace;
    for (const { at, service } of serviceBackendsAt(object)) {
      const { name } = service;
      if (typeof name !== 'string' || name === '' || isAction(service.port?.name)) continue;
      const absent = absentService(context, namespace, name, (meant) => `name: ${meant}`);
      if (absent === undefined) continue;
      yield at.at('name').notFound(`there is no Service ${name} in namespace ${namespace}`, wordsOf(absent, name));
    }
  },
});

/** The AWS load balancer controller takes the name of an annotation in place of a Service with this port. */
export function isAction(port: string | undefined): boolean {
  return port === 'use-annotation';
}

function wordsOf({ words, elsewhere: [first, ...others] }: AbsentService, name: string): Words {
  if (first === undefined) return words;
  const namespaces = listed([first, ...others]);
  return {
    ...words,
    why: `There is one in namespace ${namespaces}, but an Ingress reaches Services of its own namespace only.`,
    fix: `Put the Ingress into namespace ${namespaces}; or make an ExternalName Service here that names ${name}.${first}.svc.cluster.local, if the controller allows it.`,
  };
}
