import { GATEWAY_GROUP } from '../../model/api-kinds';
import { mayBeOneNamespace } from '../../model/elsewhere/world';
import { externalsOf } from '../../model/external-objects';
import { gatewayObjectsOf } from '../../model/gateway/gateway-objects';
import { mistyped } from '../../terms/nearest';
import { listed } from '../../terms/sentence';
import type { Words } from '../cursor';
import type { RuleContext } from '../rule';
import { defineRule } from '../rule';
import { stream } from './examples';
import { unattachedAt } from './facts/gateway-at';
import { sayNamespace, worldOf } from './facts/release-namespace';
import { gateway, HTTP, httpRoute } from './gateway-examples';

export const gatewayRouteParent = defineRule({
  id: 'links/gateway-route-parent',
  source: 'links',
  stage: 'deployed',
  severity: 'info',
  kinds: ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'],
  field: 'spec.parentRefs',
  summary: 'The parents of a route are there.',
  why: 'The API server does not look whether a parent exists, and without one no controller is responsible: the route gets no status at all and serves nothing.',
  fix: 'Name a Gateway that exists; if it is made elsewhere, say so with the option external: Gateway/namespace/name.',
  passing: [
    {
      title: 'The Gateway of the same namespace',
      manifests: stream(gateway(HTTP), httpRoute('parentRefs: [{ name: edge }]')),
    },
  ],
  failing: [
    {
      title: 'A Gateway of another namespace, which the reference does not name',
      manifests: stream(gateway(HTTP, 'name: edge, namespace: platform'), httpRoute('parentRefs: [{ name: edge }]')),
      path: 'spec.parentRefs[0]',
      kind: 'NotFound',
    },
    {
      title: 'A Gateway that is spelled otherwise',
      manifests: stream(gateway(HTTP), httpRoute('parentRefs: [{ name: egde }]')),
      path: 'spec.parentRefs[0]',
      kind: 'NotFound',
    },
    {
      title: 'A Gateway that somebody else makes',
      manifests: httpRoute('parentRefs: [{ name: edge, namespace: platform }]'),
      path: 'spec.parentRefs[0]',
      kind: 'NotFound',
    },
  ],
  *check(object, context) {
    for (const [place, { parentRef, parent }] of unattachedAt(object, context)) {
      const { group, kind = '', name = '' } = parentRef;
      const namespace = parentRef.namespace ?? context.object.namespace ?? context.model.defaultNamespace;
      const isListenerOwner = group === GATEWAY_GROUP && (kind === 'Gateway' || kind === 'ListenerSet');
      // Other parents are those of a mesh, or of one controller.
      if (parent !== undefined || !isListenerOwner || externalsOf(context.cluster).has(kind, namespace, name)) continue;
      const words = wordsOf(context, kind, namespace, name, parentRef.namespace !== undefined);
      yield place.notFound(`there is no ${kind} ${name} in namespace ${namespace}`, words);
    }
  },
});

function wordsOf(context: RuleContext, kind: string, namespace: string, name: string, isNamed: boolean): Words {
  const { gateways, listenerSets } = gatewayObjectsOf(context.model);
  const all = [...(kind === 'Gateway' ? gateways : listenerSets).values()].map(({ metadata }) => metadata);
  const others = all.filter((each) => each.name === name).map((each) => each.namespace ?? '');
  if (others.some((other) => mayBeOneNamespace(worldOf(context), namespace, other))) {
    return { fix: sayNamespace(context) };
  }
  const [other] = others;
  if (other !== undefined) {
    const why = isNamed ? '' : ' A parentRef without namespace means the namespace of the route.';
    const fix = `Write \`namespace: ${listed(others)}\` in the parentRef.`;
    return { severity: 'error', why: `There is one in namespace ${listed(others)}.${why}`, fix };
  }
  const meant = mistyped(
    name,
    all.filter((each) => each.namespace === namespace).map((each) => each.name ?? ''),
  );
  return meant === undefined ? {} : { severity: 'error', fix: `Did you mean \`name: ${meant}\`?` };
}
