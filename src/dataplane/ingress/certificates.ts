import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { Secret } from '../../model/objects';
import { secretText } from '../../model/secret';
import { keyOf } from '../../terms/object-ref';
import type { ServerCertificate } from './ingress-controller';

/** Why a Secret holds no usable pair; undefined when it does. */
export function whyUnusable(secret: Secret): string | undefined {
  const name = `Secret ${keyOf(secret.metadata.namespace, secret.metadata.name ?? '')}`;
  const [cert, key] = [secretText(secret, 'tls.crt'), secretText(secret, 'tls.key')];
  if (cert === undefined || key === undefined) return `${name} has no ${cert === undefined ? 'tls.crt' : 'tls.key'}`;
  try {
    const fits = new X509Certificate(cert).checkPrivateKey(createPrivateKey(key));
    return fits ? undefined : `the key in ${name} is not that of its certificate`;
  } catch {
    return `${name} holds no certificate and key that can be read as PEM`;
  }
}

/** The certificate of a Secret of type `kubernetes.io/tls`; undefined when it holds no usable pair. */
export function certificateOf(secret: Secret): ServerCertificate | undefined {
  const cert = secretText(secret, 'tls.crt');
  const key = secretText(secret, 'tls.key');
  if (cert === undefined || key === undefined) return undefined;
  try {
    const certificate = new X509Certificate(cert);
    if (!certificate.checkPrivateKey(createPrivateKey(key))) return undefined;
    const subject = certificate.subject.split('\n').join(',');
    return { secret: keyOf(secret.metadata.namespace, secret.metadata.name ?? ''), subject, cert, key };
  } catch {
    // Not PEM, or no such kind of key: to a controller the same as no Secret.
    return undefined;
  }
}
