import { mistyped } from '../../terms/nearest';
import { listed } from '../../terms/sentence';
import { defineRule } from '../rule';
import { stream } from './examples';
import { unattachedAt, calledListener } from './facts/gateway-at';
import { gateway, HTTP, httpRoute } from './gateway-examples';

export const gatewayRouteSection = defineRule({
  id: 'links/gateway-route-section',
  source: 'links',
  stage: 'deployed',
  severity: 'error',
  kinds: ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'],
  field: 'spec.parentRefs',
  summary: 'The sectionName and port of a parentRef are those of a listener.',
  why: 'The route attaches to nothing: its status says Accepted=False, reason NoMatchingParent. Ports are those of listeners, not of Services.',
  fix: 'Name a listener of the parent, or leave sectionName and port out to attach to all.',
  passing: [
    {
      title: 'The name of a listener',
      manifests: stream(gateway(HTTP), httpRoute('parentRefs: [{ name: edge, sectionName: http, port: 80 }]')),
    },
  ],
  failing: [
    {
      title: 'A name that no listener has',
      manifests: stream(gateway(HTTP), httpRoute('parentRefs: [{ name: edge, sectionName: https }]')),
      path: 'spec.parentRefs[0].sectionName',
      kind: 'NotFound',
    },
    {
      title: 'A port that no listener has',
      manifests: stream(gateway(HTTP), httpRoute('parentRefs: [{ name: edge, port: 8080 }]')),
      path: 'spec.parentRefs[0].port',
      kind: 'NotFound',
    },
  ],
  *check(object, context) {
    for (const [place, { parentRef, parent, offered, candidates }] of unattachedAt(object, context)) {
      // A parent without a listener has a mistake of its own.
      if (parent === undefined || offered.length === 0 || candidates.length > 0) continue;
      const named = offered.some(({ name }) => name === parentRef.sectionName);
      const field = parentRef.sectionName !== undefined && !named ? 'sectionName' : 'port';
      const wanted = String(parentRef[field] ?? '');
      const all = listed(offered.map(calledListener));
      const meant =
        field === 'port'
          ? undefined
          : mistyped(
              wanted,
              offered.map(({ name }) => name),
            );
      const fix = meant === undefined ? {} : { fix: `Did you mean \`sectionName: ${meant}\`?` };
      const owner = `${parent.kind} ${parent.namespace}/${parent.name}`;
      const section = field === 'port' && named ? `listener ${parentRef.sectionName ?? ''} of ${owner}` : owner;
      yield place.at(field).notFound(`${section} has no ${field} ${wanted}; its listeners: ${all}`, fix);
    }
  },
});
