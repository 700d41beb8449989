import { isOutOfReach, secretElsewhere, secretMeant, secretsNamed } from '../../model/elsewhere/absent-secret';
import { externalsOf } from '../../model/external-objects';
import type { Ingress } from '../../model/objects';
import { makerOfSecret } from '../../model/secret-makers';
import { keyOf } from '../../terms/object-ref';
import { listed } from '../../terms/sentence';
import type { Words } from '../cursor';
import type { RuleContext } from '../rule';
import { defineRule } from '../rule';
import { ingress, other, stream } from './examples';
import { tlsOf } from './facts/ingress-at';
import { sayNamespace, worldOf } from './facts/release-namespace';

const SPEC =
  'ingressClassName: nginx\ntls: [{ hosts: [shop.example.com], secretName: shop-tls }]\nrules: [{ host: shop.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }]';

export const tlsSecretMissing = defineRule({
  id: 'links/tls-secret-missing',
  source: 'links',
  stage: 'deployed',
  severity: 'info',
  kinds: ['Ingress'],
  field: 'spec.tls',
  summary: 'The Secret of a TLS entry is in the namespace of the Ingress.',
  why: 'The API server does not look whether the Secret exists. Without it clients get the certificate of the controller itself, or the connection is closed in the handshake.',
  fix: 'Create the Secret in the namespace of the Ingress; if somebody else does, say so with the option external: Secret/namespace/name.',
  passing: [
    {
      title: 'The Secret is there',
      manifests: stream(
        ingress(SPEC),
        other('v1', 'Secret', 'name: shop-tls', 'type: kubernetes.io/tls\nstringData: { tls.crt: x, tls.key: x }'),
      ),
    },
    {
      title: 'cert-manager makes it',
      manifests: ingress(SPEC, 'name: web\nannotations: { cert-manager.io/cluster-issuer: letsencrypt }'),
    },
  ],
  failing: [
    { title: 'Nobody makes it', manifests: ingress(SPEC), path: 'spec.tls[0].secretName', kind: 'NotFound' },
    {
      title: 'It is in another namespace',
      manifests: stream(
        ingress(SPEC),
        other(
          'v1',
          'Secret',
          'name: shop-tls, namespace: certificates',
          'type: kubernetes.io/tls\nstringData: { tls.crt: x, tls.key: x }',
        ),
      ),
      path: 'spec.tls[0].secretName',
      kind: 'NotFound',
    },
  ],
  *check(object, context) {
    const { model, cluster } = context;
    const namespace = context.object.namespace ?? model.defaultNamespace;
    const ingress = object.value as Ingress;
    for (const [index, { secretName: name }] of tlsOf(object).entries()) {
      if (typeof name !== 'string' || name === '' || model.secrets.has(keyOf(namespace, name))) continue;
      if (externalsOf(cluster).has('Secret', namespace, name)) continue;
      if (makerOfSecret(model, namespace, name, ingress) !== undefined) continue;
      yield object
        .at('spec', 'tls')
        .key(index)
        .at('secretName')
        .notFound(`there is no Secret ${name} in namespace ${namespace}`, judge(context, namespace, name, ingress));
    }
  },
});

/** Somebody may make it by hand, as it is secret; it is another matter if the input shows what was meant. */
function judge(context: RuleContext, namespace: string, name: string, ingress: Ingress): Words {
  const { model } = context;
  const made = secretElsewhere(worldOf(context), namespace, name, ingress);
  if (made !== undefined) return made.remedy === 'namespace' ? { why: made.why, fix: sayNamespace(context) } : {};
  if (isOutOfReach(model, name)) {
    const others = secretsNamed(model, name).map(({ metadata }) => metadata.namespace ?? '');
    return {
      severity: 'warning',
      why: `There is one in namespace ${listed(others)}, but an Ingress takes Secrets of its own namespace only.`,
      fix: `Create the Secret in namespace ${namespace} as well.`,
    };
  }
  const meant = secretMeant(model, namespace, name);
  return meant === undefined ? {} : { severity: 'warning', fix: `Did you mean \`secretName: ${meant}\`?` };
}
