import { X509Certificate } from 'node:crypto';
import type { ResolvedTLSPolicy } from '../../model/gateway/policy-status';
import type { GatewayProfile } from '../../model/gateway/profile';

/** The names of which one must be in the certificate of a backend. */
export function namesWanted({ policy }: ResolvedTLSPolicy): readonly string[] {
  const { hostname, subjectAltNames = [] } = policy.spec.validation ?? {};
  const names = subjectAltNames.flatMap(({ hostname: name, uri }) => name ?? uri ?? []);
  return names.length > 0 ? names : [hostname].flatMap((name) => name ?? []);
}

/** The server name that a Gateway sends to a backend; Contour sends none. */
export function serverNameFor({ policy }: ResolvedTLSPolicy, profile: GatewayProfile): string {
  return profile === 'contour' ? '' : (policy.spec.validation?.hostname ?? '');
}

/** Whether a policy takes a certificate (PEM) for that of the backend. */
export function trusts(policy: ResolvedTLSPolicy, pem: string): boolean {
  const certificate = new X509Certificate(pem);
  const known = policy.authorities.map((authority) => new X509Certificate(authority));
  const issued = known.some(
    (each) => each.fingerprint256 === certificate.fingerprint256 || certificate.verify(each.publicKey),
  );
  return issued && namesWanted(policy).some((name) => isFor(certificate, name));
}

/** Whether a certificate is for a host, or names a URI. */
export function isFor(certificate: X509Certificate, name: string): boolean {
  if (!name.includes('://')) return certificate.checkHost(name) !== undefined;
  return (certificate.subjectAltName ?? '').split(', ').includes(`URI:${name}`);
}
