import type { Secret } from '../../model/objects';
import { keyOf } from '../../terms/object-ref';
import type { Cursor } from '../cursor';
import { defineRule } from '../rule';
import { CERTIFICATES, tlsSecret } from './certificate-examples';
import { isTlsSecret, tlsPairOf } from './facts/tls-pair';

export const tlsCertificate = defineRule({
  id: 'links/tls-certificate',
  source: 'links',
  stage: 'deployed',
  severity: 'error',
  kinds: ['Secret'],
  summary: 'A TLS Secret holds a certificate and the private key that belongs to it.',
  why: 'The API server looks only whether tls.crt and tls.key are there. A controller cannot use the pair: clients get its own certificate, or the connection is closed in the handshake.',
  fix: 'Put the certificate into tls.crt, its own chain after it, and the private key that it was requested with into tls.key.',
  passing: [
    { title: 'A pair', manifests: tlsSecret(CERTIFICATES.wildcard) },
    { title: 'Something stands for them', manifests: tlsSecret({ crt: 'certificate', key: 'key' }) },
  ],
  failing: [
    {
      title: 'The key of another certificate',
      manifests: tlsSecret({ crt: CERTIFICATES.wildcard.crt, key: CERTIFICATES.expired.key }),
      path: 'stringData[tls.key]',
      kind: 'Invalid',
    },
    {
      title: 'The two are swapped',
      manifests: tlsSecret({ crt: CERTIFICATES.wildcard.key, key: CERTIFICATES.wildcard.crt }),
      path: 'stringData[tls.crt]',
      kind: 'Invalid',
    },
  ],
  *check(object, { model, object: { namespace, name } }) {
    const secret = model.secrets.get(keyOf(namespace, name));
    if (secret === undefined || !isTlsSecret(model, secret)) return;
    const { fault } = tlsPairOf(secret);
    // Not even a part of a Secret is shown.
    if (fault !== undefined) yield { kind: 'Invalid', path: pathOf(object, fault.key), detail: fault.detail };
  },
});

/** Where a value of a Secret stands. */
export function pathOf(secret: Cursor, key: string): string {
  const { stringData } = secret.value as Secret;
  return secret.at(stringData?.[key] === undefined ? 'data' : 'stringData').key(key).path;
}
