import { keyOf } from '../../terms/object-ref';
import { listed } from '../../terms/sentence';
import { defineRule } from '../rule';
import { ingress, other, stream } from './examples';
import { tlsOf } from './facts/ingress-at';

const SPEC =
  'ingressClassName: nginx\ntls: [{ hosts: [shop.example.com], secretName: shop-tls }]\nrules: [{ host: shop.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }]';

export const tlsSecretKeys = defineRule({
  id: 'links/tls-secret-keys',
  source: 'links',
  stage: 'deployed',
  severity: 'error',
  kinds: ['Ingress'],
  field: 'spec.tls',
  summary: 'The Secret of a TLS entry holds a certificate and its key.',
  why: 'Controllers read tls.crt and tls.key. Without them clients get the certificate of the controller itself, or the connection is closed in the handshake.',
  fix: 'Create it with `kubectl create secret tls`, or with type kubernetes.io/tls, tls.crt and tls.key.',
  passing: [
    {
      title: 'Both are there',
      manifests: stream(
        ingress(SPEC),
        other('v1', 'Secret', 'name: shop-tls', 'type: kubernetes.io/tls\nstringData: { tls.crt: x, tls.key: x }'),
      ),
    },
    {
      title: 'An empty Secret, which somebody fills later',
      manifests: stream(ingress(SPEC), other('v1', 'Secret', 'name: shop-tls')),
    },
  ],
  failing: [
    {
      title: 'Other keys',
      manifests: stream(
        ingress(SPEC),
        other('v1', 'Secret', 'name: shop-tls', 'stringData: { cert.pem: x, key.pem: x }'),
      ),
      path: 'spec.tls[0].secretName',
      kind: 'Invalid',
    },
  ],
  *check(object, { model, object: { namespace } }) {
    for (const [index, { secretName }] of tlsOf(object).entries()) {
      const secret = secretName === undefined ? undefined : model.secrets.get(keyOf(namespace, secretName));
      if (secret === undefined) continue;
      const keys = Object.keys({ ...secret.data, ...secret.stringData });
      const lacking = ['tls.crt', 'tls.key'].filter((key) => !keys.includes(key));
      if (keys.length === 0 || lacking.length === 0) continue;
      yield object
        .at('spec', 'tls')
        .key(index)
        .at('secretName')
        .invalid(`Secret ${keyOf(namespace, secretName ?? '')} has no ${listed(lacking)}, but ${listed(keys)}`);
    }
  },
});
