import type { Manifest } from '../model/manifest';
import { selfSigned } from '../runtime/self-signed';
import { keyOf } from '../terms/object-ref';

/** A Secret with a certificate, in place of one that others make. */
export function standInSecret(namespace: string, name: string, host: string | undefined): Manifest {
  const { cert, key } = selfSigned(host ?? keyOf(namespace, name));
  const metadata = { namespace, name };
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata,
    type: 'kubernetes.io/tls',
    stringData: { 'tls.crt': cert, 'tls.key': key },
  };
}
