import { gatewayObjectsOf } from '../../model/gateway/gateway-objects';
import { isGranted, isService, referentOf } from '../../model/gateway/grants';
import type { ObjectReference } from '../../model/gateway/objects';
import { listed } from '../../terms/sentence';
import type { Words } from '../cursor';
import { defineRule } from '../rule';
import { stream } from './examples';
import type { AbsentService } from './facts/absent-service';
import { absentService } from './facts/absent-service';
import { backendRefsAt, routeAt } from './facts/gateway-at';
import { backend, httpRoute } from './gateway-examples';

export const gatewayBackendService = defineRule({
  id: 'links/gateway-backend-service',
  source: 'links',
  stage: 'deployed',
  severity: 'error',
  kinds: ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'],
  field: 'spec.rules',
  summary: 'The backends of a route are Services that exist.',
  why: 'The API server does not look whether the Service exists. Without it the route says ResolvedRefs=False, reason BackendNotFound, and requests that are its share get 500.',
  fix: 'Name a Service of the namespace; for one of another namespace write namespace, and a ReferenceGrant there.',
  passing: [
    {
      title: 'A Service of the same namespace',
      manifests: stream(backend(), httpRoute('rules: [{ backendRefs: [{ name: web, port: 80 }] }]')),
    },
  ],
  failing: [
    {
      title: 'A Service of that name is in another namespace',
      manifests: stream(
        backend('name: web, namespace: shop'),
        httpRoute('rules: [{ backendRefs: [{ name: web, port: 80 }] }]'),
      ),
      path: 'spec.rules[0].backendRefs[0].name',
      kind: 'NotFound',
    },
    {
      title: 'A mirror to a Service that is spelled otherwise',
      manifests: stream(
        backend(),
        httpRoute(
          'rules: [{ backendRefs: [{ name: web, port: 80 }], filters: [{ type: RequestMirror, requestMirror: { backendRef: { name: webb, port: 80 } } }] }]',
        ),
      ),
      path: 'spec.rules[0].filters[0].requestMirror.backendRef.name',
      kind: 'NotFound',
    },
  ],
  *check(object, context) {
    const { kind, namespace = context.model.defaultNamespace } = context.object;
    if (routeAt(context) === undefined) return;
    for (const place of backendRefsAt(object)) {
      const to = referentOf(place.value as ObjectReference, namespace, 'Service');
      if (!isService(to) || to.name === '') continue;
      // Without a grant nobody looks for the Service.
      if (!isGranted(gatewayObjectsOf(context.model), { kind, namespace }, to)) continue;
      const absent = absentService(context, to.namespace, to.name, (meant) => `name: ${meant}`);
      if (absent === undefined) continue;
      yield place.at('name').notFound(`there is no Service ${to.name} in namespace ${to.namespace}`, wordsOf(absent));
    }
  },
});

function wordsOf({ words, elsewhere }: AbsentService): Words {
  if (elsewhere.length === 0) return words;
  return {
    ...words,
    why: `There is one in namespace ${listed(elsewhere)}, but a backend without namespace is one of the route's own.`,
    fix: `Write \`namespace: ${listed(elsewhere)}\`, and a ReferenceGrant there that lets the route refer to it.`,
  };
}
