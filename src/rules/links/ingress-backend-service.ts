import { makerIn } from '../../model/custom-resources';
import { nearest } from '../../terms/nearest';
import { describeRef, keyOf } from '../../terms/object-ref';
import { listed } from '../../terms/sentence';
import type { Words } from '../cursor';
import { externalsOf } from '../external';
import type { RuleContext } from '../rule';
import { defineRule } from '../rule';
import { ingress, service, stream } from './examples';
import { serviceBackendsAt } from './facts/ingress-at';
import { namespacesOf, serviceNamesOf } from './facts/service-names';

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
      if (context.model.services.has(keyOf(namespace, name))) continue;
      if (externalsOf(context.cluster).has('Service', namespace, name)) continue;
      const detail = `there is no Service ${name} in namespace ${namespace}`;
      yield at.at('name').notFound(detail, judge(namespace, name, context));
    }
  },
});

/** The AWS load balancer controller takes the name of an annotation in place of a Service with this port. */
export function isAction(port: string | undefined): boolean {
  return port === 'use-annotation';
}

function judge(namespace: string, name: string, { model }: RuleContext): Words {
  const others = namespacesOf(model, name);
  if (others.length > 0) {
    return {
      why: `There is one in namespace ${listed(others)}, but an Ingress reaches Services of its own namespace only.`,
      fix: `Put the Ingress into namespace ${listed(others)}; or make an ExternalName Service here that names ${name}.${others[0]}.svc.cluster.local, if the controller allows it.`,
    };
  }
  const names = serviceNamesOf(model, namespace);
  const meant = nearest(name, names);
  const fix = meant === undefined ? {} : { fix: `Did you mean \`${meant}\`?` };
  const maker = makerIn(model, namespace);
  if (names.size > 0 && maker === undefined) return fix;
  const why =
    maker === undefined
      ? `The input has no Services in namespace ${namespace}; if this one exists all the same, say so with the option external.`
      : `Nothing answers, unless ${describeRef(maker)} makes the Service.`;
  return { ...fix, severity: 'warning', why };
}
