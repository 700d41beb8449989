import { secretMeant } from '../../model/elsewhere/absent-secret';
import { externalsOf } from '../../model/external-objects';
import { gatewayObjectsOf } from '../../model/gateway/gateway-objects';
import { isGranted, isSecret, referentOf } from '../../model/gateway/grants';
import type { ObjectReference } from '../../model/gateway/objects';
import { makerOfSecret } from '../../model/secret-makers';
import { keyOf } from '../../terms/object-ref';
import { defineRule } from '../rule';
import { other, stream } from './examples';
import { certificateRefsAt, listenerOwnerAt } from './facts/gateway-at';
import { gateway } from './gateway-examples';

const HTTPS = '{ name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: shop-tls }] } }';
const TLS = 'type: kubernetes.io/tls\nstringData: { tls.crt: x, tls.key: x }';

export const gatewayCertificateMissing = defineRule({
  id: 'links/gateway-certificate-missing',
  source: 'links',
  stage: 'deployed',
  severity: 'info',
  kinds: ['Gateway', 'ListenerSet'],
  field: 'spec.listeners',
  summary: 'The Secrets that a listener takes certificates from are there.',
  why: 'Without the Secret the listener says ResolvedRefs=False, reason InvalidCertificateRef, and its port does not answer: there is no other certificate.',
  fix: 'Create the Secret; if somebody else does, say so with the option external: Secret/namespace/name.',
  passing: [
    { title: 'The Secret is there', manifests: stream(gateway(HTTPS), other('v1', 'Secret', 'name: shop-tls', TLS)) },
    {
      title: 'cert-manager makes it',
      manifests: gateway(HTTPS, 'name: edge, annotations: { cert-manager.io/issuer: ca }'),
    },
  ],
  failing: [
    {
      title: 'Nobody makes it',
      manifests: gateway(HTTPS),
      path: 'spec.listeners[0].tls.certificateRefs[0].name',
      kind: 'NotFound',
    },
    {
      title: 'A Secret that is spelled otherwise',
      manifests: stream(gateway(HTTPS), other('v1', 'Secret', 'name: shop-tsl', TLS)),
      path: 'spec.listeners[0].tls.certificateRefs[0].name',
      kind: 'NotFound',
    },
  ],
  *check(object, context) {
    const owner = listenerOwnerAt(context);
    const { model, cluster } = context;
    const { kind, namespace: own = model.defaultNamespace } = context.object;
    if (owner === undefined) return;
    for (const place of certificateRefsAt(object)) {
      const to = referentOf(place.value as ObjectReference, own, 'Secret');
      const { namespace, name } = to;
      if (!isSecret(to) || name === '' || model.secrets.has(keyOf(namespace, name))) continue;
      if (!isGranted(gatewayObjectsOf(model), { kind, namespace: own }, to)) continue;
      if (externalsOf(cluster).has('Secret', namespace, name)) continue;
      if (makerOfSecret(model, namespace, name, owner) !== undefined) continue;
      const meant = secretMeant(model, namespace, name);
      const words =
        meant === undefined ? {} : ({ severity: 'warning', fix: `Did you mean \`name: ${meant}\`?` } as const);
      yield place.at('name').notFound(`there is no Secret ${name} in namespace ${namespace}`, words);
    }
  },
});
