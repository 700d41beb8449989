import { GATEWAY_GROUP } from '../../model/api-kinds';
import { mayBeOneNamespace } from '../../model/elsewhere/world';
import { externalsOf } from '../../model/external-objects';
import { gatewayObjectsOf } from '../../model/gateway/gateway-objects';
import type { Referent, Referrer } from '../../model/gateway/grants';
import { isGranted, referentOf } from '../../model/gateway/grants';
import type { ObjectReference, ReferenceGrant } from '../../model/gateway/objects';
import { keyOf } from '../../terms/object-ref';
import type { Words } from '../cursor';
import type { RuleContext } from '../rule';
import { defineRule } from '../rule';
import { stream } from './examples';
import { backendRefsAt, certificateRefsAt, isOfGatewayApi } from './facts/gateway-at';
import { sayNamespace, worldOf } from './facts/release-namespace';
import { backend, httpRoute, referenceGrant } from './gateway-examples';

const ROUTE = httpRoute(
  'rules: [{ backendRefs: [{ name: web, namespace: back, port: 80 }] }]',
  'name: shop, namespace: front',
);
const SERVICE = backend('name: web, namespace: back');
const FROM = '{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: front }';
const TO = "{ group: '', kind: Service }";

export const gatewayReferenceGrant = defineRule({
  id: 'links/gateway-reference-grant',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute', 'Gateway', 'ListenerSet'],
  summary: 'A reference into another namespace is allowed by a ReferenceGrant there.',
  why: 'Without a ReferenceGrant in the namespace of what is referred to, the reference counts for nothing: ResolvedRefs=False, reason RefNotPermitted; requests to such a backend get 500, a listener without its certificate serves nothing.',
  fix: 'Put a ReferenceGrant into the namespace of what is referred to; if it is made elsewhere, say so with the option external: ReferenceGrant/namespace/name.',
  passing: [
    {
      title: 'A grant beside the Service',
      manifests: stream(ROUTE, SERVICE, referenceGrant(FROM, TO, 'name: routes, namespace: back')),
    },
  ],
  failing: [
    {
      title: 'No grant',
      manifests: stream(ROUTE, SERVICE),
      path: 'spec.rules[0].backendRefs[0].namespace',
      kind: 'Forbidden',
    },
    {
      title: 'A grant beside the route, where it says nothing',
      manifests: stream(ROUTE, SERVICE, referenceGrant(FROM, TO, 'name: routes, namespace: front')),
      path: 'spec.rules[0].backendRefs[0].namespace',
      kind: 'Forbidden',
    },
    {
      title: 'A grant for routes of another kind',
      manifests: stream(
        ROUTE,
        SERVICE,
        referenceGrant(FROM.replace('HTTPRoute', 'GRPCRoute'), TO, 'name: routes, namespace: back'),
      ),
      path: 'spec.rules[0].backendRefs[0].namespace',
      kind: 'Forbidden',
    },
  ],
  *check(object, context) {
    const places = [...certificateRefsAt(object), ...backendRefsAt(object)];
    // What names no namespace stays in that of the object.
    const elsewhere = places.filter((place) => place.at('namespace').present);
    if (elsewhere.length === 0 || !isOfGatewayApi(context)) return;
    const { kind, namespace = context.model.defaultNamespace } = context.object;
    const from = { kind, namespace };
    for (const place of elsewhere) {
      const to = referentOf(place.value as ObjectReference, namespace, isOfListeners(kind) ? 'Secret' : 'Service');
      if (isGranted(gatewayObjectsOf(context.model), from, to) || mayBeGrantedElsewhere(context, to)) continue;
      const called = `${to.kind} ${keyOf(to.namespace, to.name)}`;
      const detail = `no ReferenceGrant in namespace ${to.namespace} lets ${kind} objects of namespace ${namespace} refer to ${called}`;
      yield place.at('namespace').forbidden(detail, wordsOf(context, from, to));
    }
  },
});

function isOfListeners(kind: string): boolean {
  return kind === 'Gateway' || kind === 'ListenerSet';
}

function mayBeGrantedElsewhere({ cluster }: RuleContext, { namespace }: Referent): boolean {
  return externalsOf(cluster).hasAnyIn('ReferenceGrant', namespace);
}

function wordsOf(context: RuleContext, from: Referrer, to: Referent): Words {
  if (mayBeOneNamespace(worldOf(context), from.namespace, to.namespace)) {
    return { severity: 'info', fix: sayNamespace(context) };
  }
  const near = gatewayObjectsOf(context.model).grants.find((grant) => isMeant(grant, from, to));
  const group = to.group === '' ? 'the core group' : `group ${to.group}`;
  const fix = `Put a ReferenceGrant into namespace ${to.namespace}, from kind ${from.kind} (group ${GATEWAY_GROUP}) of namespace ${from.namespace} to kind ${to.kind} (${group}).`;
  if (near === undefined) return { fix };
  const { name = '', namespace = '' } = near.metadata;
  if (namespace !== to.namespace) {
    return {
      why: `ReferenceGrant ${keyOf(namespace, name)} is in the wrong namespace: a grant counts in the namespace of what is referred to.`,
      fix: `Move it to namespace ${to.namespace}.`,
    };
  }
  return { why: `ReferenceGrant ${keyOf(namespace, name)} names another kind, namespace or name.`, fix };
}

/** A grant that lets nothing in from here, but was likely meant to. */
function isMeant({ metadata, spec }: ReferenceGrant, from: Referrer, to: Referent): boolean {
  const { from: froms = [], to: tos = [] } = spec;
  const isHere = metadata.namespace === to.namespace || metadata.namespace === from.namespace;
  return (
    isHere &&
    tos.some(({ kind }) => kind === to.kind) &&
    froms.some(({ kind, namespace }) => kind === from.kind || namespace === from.namespace)
  );
}
