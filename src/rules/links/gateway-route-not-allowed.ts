import { mayBeOneNamespace } from '../../model/elsewhere/world';
import type { Attachment, Candidate } from '../../model/gateway/attachment';
import { dependsOnLabels } from '../../model/gateway/namespaces';
import { listed } from '../../terms/sentence';
import type { Words } from '../cursor';
import type { RuleContext } from '../rule';
import { defineRule } from '../rule';
import { stream } from './examples';
import { unattachedAt, calledListener } from './facts/gateway-at';
import { sayNamespace, worldOf } from './facts/release-namespace';
import { gateway, HTTP, httpRoute } from './gateway-examples';

const ROUTE = httpRoute('parentRefs: [{ name: edge, namespace: platform }]', 'name: shop, namespace: shop');

export const gatewayRouteNotAllowed = defineRule({
  id: 'links/gateway-route-not-allowed',
  source: 'links',
  stage: 'deployed',
  severity: 'error',
  kinds: ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'],
  field: 'spec.parentRefs',
  summary: 'A listener of the parent allows routes of this kind from this namespace.',
  why: 'The route attaches to nothing: its status says Accepted=False, reason NotAllowedByListeners. Listeners allow only routes of their own namespace unless allowedRoutes says otherwise.',
  fix: 'Allow the namespace in allowedRoutes of the listener, or attach to a listener that takes such routes.',
  passing: [
    {
      title: 'A listener for all namespaces',
      manifests: stream(
        gateway(
          '{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: All } } }',
          'name: edge, namespace: platform',
        ),
        ROUTE,
      ),
    },
    {
      title: 'A selector, where nobody knows the labels of the namespace',
      manifests: stream(
        gateway(
          '{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: Selector, selector: { matchLabels: { team: shop } } } } }',
          'name: edge, namespace: platform',
        ),
        ROUTE,
      ),
    },
  ],
  failing: [
    {
      title: 'A listener for routes of its own namespace, which is the default',
      manifests: stream(gateway(HTTP, 'name: edge, namespace: platform'), ROUTE),
      path: 'spec.parentRefs[0]',
      kind: 'Forbidden',
    },
    {
      title: 'A listener of another protocol',
      manifests: stream(gateway('{ name: db, port: 5432, protocol: TCP }'), httpRoute('parentRefs: [{ name: edge }]')),
      path: 'spec.parentRefs[0]',
      kind: 'Forbidden',
    },
  ],
  *check(object, context) {
    const { kind, namespace = context.model.defaultNamespace } = context.object;
    for (const [place, attachment] of unattachedAt(object, context)) {
      const { parent, accepted, candidates } = attachment;
      if (parent === undefined || accepted?.reason !== 'NotAllowedByListeners') continue;
      const byNamespace = candidates.filter(({ outcome }) => outcome === 'namespaceNotAllowed');
      const isOpen = ({ listener }: Candidate) =>
        dependsOnLabels(context.model, listener.spec.allowedRoutes?.namespaces ?? {}, namespace);
      if (byNamespace.some(isOpen)) continue;
      const allowed = byNamespace.length > 0 ? `from namespace ${namespace}` : `of kind ${kind}`;
      const shown = byNamespace.length > 0 ? byNamespace : candidates;
      const called = listed(shown.map(({ listener }) => calledListener(listener)));
      const detail = `${called} of ${parent.kind} ${parent.namespace}/${parent.name} ${shown.length === 1 ? 'takes' : 'take'} no routes ${allowed}`;
      yield place.forbidden(detail, wordsOf(attachment, namespace, byNamespace.length > 0, context));
    }
  },
});

function wordsOf({ parent }: Attachment, namespace: string, byNamespace: boolean, context: RuleContext): Words {
  if (parent === undefined || !byNamespace) return {};
  if (mayBeOneNamespace(worldOf(context), namespace, parent.namespace)) {
    return { severity: 'info', fix: sayNamespace(context) };
  }
  return { fix: 'Let allowedRoutes of the listener take routes from All namespaces, or from those of a selector.' };
}
