import { keyOf } from '../../terms/object-ref';
import { defineRule } from '../rule';
import { CERTIFICATES, tlsSecret } from './certificate-examples';
import { isTlsSecret, tlsPairOf } from './facts/tls-pair';
import { pathOf } from './tls-certificate';

export const tlsCertificateExpired = defineRule({
  id: 'links/tls-certificate-expired',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['Secret'],
  summary: 'The certificate of a TLS Secret is valid today.',
  why: 'Clients refuse a certificate before its first day and after its last one; ingress-nginx shows its own in place of an expired one.',
  fix: 'Renew the certificate, or have cert-manager do so.',
  passing: [{ title: 'Valid for years', manifests: tlsSecret(CERTIFICATES.wildcard) }],
  failing: [
    {
      title: 'It has expired',
      manifests: tlsSecret(CERTIFICATES.expired),
      path: 'stringData[tls.crt]',
      kind: 'Invalid',
    },
  ],
  *check(object, { model, object: { namespace, name } }) {
    const secret = model.secrets.get(keyOf(namespace, name));
    if (secret === undefined || !isTlsSecret(model, secret)) return;
    const { certificate } = tlsPairOf(secret);
    if (certificate === undefined) return;
    const { validFrom, validTo } = certificate;
    const now = Date.now();
    const path = pathOf(object, 'tls.crt');
    if (Date.parse(validTo) < now)
      yield { kind: 'Invalid', path, detail: `the certificate expired on ${day(validTo)}` };
    if (Date.parse(validFrom) > now) {
      yield { kind: 'Invalid', path, detail: `the certificate is not valid before ${day(validFrom)}` };
    }
  },
});

function day(time: string): string {
  return new Date(time).toISOString().slice(0, 10);
}
