import { groupOf, isOwnGroup } from '../../model/api-kinds';
import type { JsonObject } from '../../terms/json';
import { isObject, stringOr } from '../../terms/json';
import type { NetworkModel } from '../../model/network-model';
import type { Secret } from '../../model/objects';
import { viewOf } from '../../model/view';
import { nearest } from '../../terms/nearest';
import { keyOf } from '../../terms/object-ref';
import { listed } from '../../terms/sentence';
import type { Words } from '../cursor';
import { externalsOf } from '../external';
import { defineRule } from '../rule';
import { ingress, other, stream } from './examples';
import { annotationsOf, tlsOf } from './facts/ingress-at';

const SPEC =
  'ingressClassName: nginx\ntls: [{ hosts: [shop.example.com], secretName: shop-tls }]\nrules: [{ host: shop.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }]';

export const tlsSecretMissing = defineRule({
  id: 'links/tls-secret-missing',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
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
  *check(object, { model, cluster, object: ref }) {
    const tls = tlsOf(object);
    if (tls.length === 0 || Object.keys(annotationsOf(object)).some((key) => MAKES_CERTIFICATES.test(key))) return;
    const namespace = ref.namespace ?? model.defaultNamespace;
    for (const [index, { secretName }] of tls.entries()) {
      if (secretName === undefined || secretName === null || secretName === '') continue;
      const key = keyOf(namespace, secretName);
      if (model.secrets.has(key) || secretsOfOthers(model).has(key)) continue;
      if (externalsOf(cluster).has('Secret', namespace, secretName)) continue;
      const detail = `there is no Secret ${secretName} in namespace ${namespace}`;
      yield object
        .at('spec', 'tls')
        .key(index)
        .at('secretName')
        .notFound(detail, judge(model, namespace, secretName));
    }
  },
});

/** Annotations that have a controller make the certificate and its Secret. */
const MAKES_CERTIFICATES = /cert-?manager|tls-acme|acme|letsencrypt|certificate|cert-issuer|ssl-cert/;

function judge(model: NetworkModel, namespace: string, name: string): Words {
  const { byName, byNamespace } = secretNames(model);
  const copies = byName.get(name) ?? [];
  if (copies.length > 0) {
    const namespaces = copies.map(({ metadata }) => metadata.namespace ?? '');
    const copied = copies.some(({ metadata }) =>
      Object.keys(metadata.annotations ?? {}).some((key) => COPIES.test(key)),
    );
    return {
      severity: copied ? 'warning' : 'error',
      why: `There is one in namespace ${listed(namespaces)}, but an Ingress takes Secrets of its own namespace only.`,
      fix: `Create the Secret in namespace ${namespace} as well.`,
    };
  }
  const meant = nearest(name, byNamespace.get(namespace) ?? []);
  return meant === undefined ? {} : { fix: `Did you mean \`${meant}\`?` };
}

/** Annotations of tools that copy a Secret into other namespaces. */
const COPIES = /reflect|replicat|copy|kubed|mirror|sync/;

const secretNames = viewOf((model: NetworkModel) => {
  const byName = new Map<string, Secret[]>();
  const byNamespace = new Map<string, string[]>();
  for (const secret of model.secrets.values()) {
    const { name = '', namespace = '' } = secret.metadata;
    byName.set(name, [...(byName.get(name) ?? []), secret].slice(0, 5));
    if (!byNamespace.has(namespace)) byNamespace.set(namespace, []);
    byNamespace.get(namespace)?.push(name);
  }
  return { byName, byNamespace };
});

/** Secrets that a custom resource of the input names as its own: certificates, sealed and external secrets. */
const secretsOfOthers = viewOf((model: NetworkModel): ReadonlySet<string> => {
  const others = model.objects.filter(({ ref }) => !isOwnGroup(groupOf(ref.apiVersion)));
  return new Set(
    others.flatMap(({ ref, manifest }) => madeBy(manifest, ref.name).map((name) => keyOf(ref.namespace, name))),
  );
});

function madeBy({ spec }: JsonObject, own: string): readonly string[] {
  const fields = isObject(spec) ? [spec, spec.target, spec.destination, spec.template] : [];
  const names = fields.filter(isObject).flatMap(({ secretName, name }) => [stringOr(secretName), stringOr(name)]);
  return [own, ...names].filter((name) => name !== '');
}
