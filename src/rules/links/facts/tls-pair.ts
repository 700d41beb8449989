import type { KeyObject, X509Certificate } from 'node:crypto';
import type { NetworkModel } from '../../../model/network-model';
import type { IngressTLS, Secret } from '../../../model/objects';
import { secretText } from '../../../model/secret';
import { viewOf } from '../../../model/view';
import { objectsIn } from '../../../model/workload';
import { certificates } from '../../../runtime/certificates';
import { keyOf } from '../../../terms/object-ref';

/** What a Secret holds under tls.crt and tls.key. */
export interface TlsPair {
  /** The first certificate, which a server shows as its own. */
  readonly certificate?: X509Certificate;
  /** Why no server can use the pair. */
  readonly fault?: { readonly key: 'tls.crt' | 'tls.key'; readonly detail: string };
}

/** Reads the pair of a Secret, once. What stands for a certificate that somebody fills in later is not a fault. */
export const tlsPairOf = viewOf((secret: Secret): TlsPair => {
  const [crt, key] = [secretText(secret, 'tls.crt') ?? '', secretText(secret, 'tls.key') ?? ''];
  if (!hasCertificate(crt) && hasPrivateKey(crt)) {
    const other = hasCertificate(key) ? ', and tls.key the certificate' : ' and no certificate';
    return { fault: { key: 'tls.crt', detail: `holds a private key${other}` } };
  }
  if (!hasCertificate(crt) || isPlaceholder(crt)) return {};
  const certificate = read(() => new (certificates().X509Certificate)(crt));
  if (certificate === undefined)
    return { fault: { key: 'tls.crt', detail: 'holds a certificate that cannot be read' } };
  if (!hasPrivateKey(key)) {
    return hasCertificate(key)
      ? { certificate, fault: { key: 'tls.key', detail: 'holds a certificate and no private key' } }
      : { certificate };
  }
  const detail = keyFault(key, certificate);
  return detail === undefined ? { certificate } : { certificate, fault: { key: 'tls.key', detail } };
});

/** The names that a certificate is for, as it spells them: `*.example.org`. */
export function namesOn({ subjectAltName = '' }: X509Certificate): readonly string[] {
  return subjectAltName.split(', ').flatMap((name) => (name.startsWith('DNS:') ? [name.slice(4)] : []));
}

/** Whether clients take a certificate for a host; a wildcard stands for exactly one label (RFC 6125). */
export function isFor(certificate: X509Certificate, host: string): boolean {
  const name = host.toLowerCase();
  const parent = `*${name.slice(name.indexOf('.'))}`;
  return namesOn(certificate).some((each) => [name, parent].includes(each.toLowerCase()));
}

/** Whether a Secret is one of TLS: by its type, or because an Ingress names it. */
export function isTlsSecret(model: NetworkModel, secret: Secret): boolean {
  const { namespace, name = '' } = secret.metadata;
  return secret.type === 'kubernetes.io/tls' || namedByIngresses(model).has(keyOf(namespace, name));
}

const namedByIngresses = viewOf(({ ingresses }: NetworkModel): ReadonlySet<string> => {
  const names = [...ingresses.values()].flatMap(({ metadata, spec }) =>
    objectsIn<IngressTLS>(spec.tls).map(({ secretName = '' }) => keyOf(metadata.namespace, secretName)),
  );
  return new Set(names);
});

function hasCertificate(pem: string): boolean {
  return pem.includes('-----BEGIN ') && pem.includes('CERTIFICATE-----');
}

function hasPrivateKey(pem: string): boolean {
  return pem.includes('-----BEGIN ') && pem.includes('PRIVATE KEY-----');
}

/** Whether something stands between the marks that cannot be meant as a real one: dots, words, nothing. */
function isPlaceholder(pem: string): boolean {
  const [, block = ''] = pem.split('-----BEGIN ', 2);
  const [, body = ''] = block.split('-----', 2);
  const text = body.replace(/\s/g, '');
  return text.length < 64 || /[^A-Za-z0-9+/=]/.test(text);
}

function keyFault(pem: string, certificate: X509Certificate): string | undefined {
  if (pem.includes('ENCRYPTED')) return 'is encrypted, and nobody asks for a password';
  if (isPlaceholder(pem)) return undefined;
  const key = read((): KeyObject => certificates().createPrivateKey(pem));
  if (key === undefined) return 'holds a private key that cannot be read';
  return certificate.checkPrivateKey(key) ? undefined : 'is not the private key of the certificate in tls.crt';
}

function read<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch {
    return undefined;
  }
}
