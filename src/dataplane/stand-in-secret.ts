import type { Manifest } from '../model/manifest';
import { selfSigned } from '../runtime/self-signed';
import { keyOf } from '../terms/object-ref';

/** A Secret with a certificate for some hosts, in place of one that others make. */
export function standInSecret(namespace: string, name: string, hosts: readonly string[]): Manifest {
  const [first = keyOf(namespace, name)] = hosts;
  const { cert, key } = selfSigned(first, new Date(), hosts.length > 1 ? hosts : []);
  const metadata = { namespace, name };
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata,
    type: 'kubernetes.io/tls',
    stringData: { 'tls.crt': cert, 'tls.key': key },
  };
}
