import type { KeyObject, X509Certificate } from 'node:crypto';
import { certificates } from '../runtime/certificates';
import { keyOf } from '../terms/object-ref';
import type { Secret } from './objects';
import { secretText } from './secret';
import { viewOf } from './view';

/** A certificate that an Ingress controller or a Gateway serves. */
export interface ServerCertificate {
  /** The Secret it came from: `namespace/name`; empty for one that the controller made itself. */
  readonly secret: string;
  /** Subject: `CN=www.example.com`. */
  readonly subject: string;
  /** The common name of the subject; empty: it has none. */
  readonly commonName: string;
  /** Host names of its extension subjectAltName. */
  readonly names: readonly string[];
  /** PEM of the certificate chain and of its private key. */
  readonly cert: string;
  readonly key: string;
}

/** Why a Secret holds no usable pair; undefined when it does. */
export function whyUnusable(secret: Secret): string | undefined {
  const read = pairIn(secret);
  return typeof read === 'string' ? read : undefined;
}

/** The certificate of a Secret of type `kubernetes.io/tls`; undefined when it holds no usable pair: to a controller the same as no Secret. */
export function certificateOf(secret: Secret): ServerCertificate | undefined {
  const read = pairIn(secret);
  return typeof read === 'string' ? undefined : read;
}

/** The pair, or why there is none. */
const pairIn = viewOf((secret: Secret): ServerCertificate | string => {
  const called = keyOf(secret.metadata.namespace, secret.metadata.name ?? '');
  const [cert, key] = [secretText(secret, 'tls.crt'), secretText(secret, 'tls.key')];
  if (cert === undefined || key === undefined) {
    return `Secret ${called} has no ${cert === undefined ? 'tls.crt' : 'tls.key'}`;
  }
  try {
    const certificate = new (certificates().X509Certificate)(cert);
    if (!certificate.checkPrivateKey(privateKey(key))) {
      return `the key in Secret ${called} is not that of its certificate`;
    }
    return { secret: called, ...describe(certificate), cert, key };
  } catch {
    return `Secret ${called} holds no certificate and key that can be read as PEM`;
  }
});

function describe({ subject, subjectAltName = '' }: X509Certificate) {
  const [, commonName = ''] = /(?:^|\n)CN=(.*)/.exec(subject) ?? [];
  const names = subjectAltName.split(', ').flatMap((name) => (name.startsWith('DNS:') ? [name.slice(4)] : []));
  return { subject: subject.split('\n').join(','), commonName, names };
}

let last: { readonly pem: string; readonly key: KeyObject } | undefined;

/** Read again only where it is another one than before: stand-ins have one key. */
function privateKey(pem: string): KeyObject {
  if (last?.pem !== pem) last = { pem, key: certificates().createPrivateKey(pem) };
  return last.key;
}
