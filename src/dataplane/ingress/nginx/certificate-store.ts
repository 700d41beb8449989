import { X509Certificate } from 'node:crypto';
import type { IngressTLS, Secret } from '../../../model/objects';
import type { ServerCertificate } from '../../../model/server-certificate';
import { certificateOf } from '../../../model/server-certificate';
import { hostMatches } from '../../../terms/host';
import { keyOf } from '../../../terms/object-ref';

/** A certificate that is configured for a server: one of a Secret, or the controller's own, which nobody trusts. */
export type ConfiguredCertificate = ServerCertificate | 'fake';

/** The certificates that Ingresses name, read once. */
export class CertificateStore {
  readonly byDefault: ConfiguredCertificate;
  private readonly known = new Map<string, ServerCertificate | undefined>();

  constructor(
    private readonly secrets: ReadonlyMap<string, Secret>,
    defaultCertificate: string,
  ) {
    this.byDefault = this.of(defaultCertificate) ?? 'fake';
  }

  /** What the `tls` of an Ingress with a rule for a host says of it; the default where that is nothing to use. */
  forHost(host: string, tls: readonly IngressTLS[], namespace: string): ConfiguredCertificate {
    const isListed = ({ hosts = [] }: IngressTLS) => hosts.some((each) => each.toLowerCase() === host.toLowerCase());
    const listed = tls.find(isListed);
    if (listed !== undefined) {
      const certificate = this.of(keyOf(namespace, listed.secretName ?? ''));
      return certificate !== undefined && isFor(certificate, host) ? certificate : this.byDefault;
    }
    const fitting = tls
      .map(({ secretName = '' }) => this.of(keyOf(namespace, secretName)))
      .find((certificate) => certificate !== undefined && isFor(certificate, host, { bySubject: false }));
    return fitting ?? this.byDefault;
  }

  private of(key: string): ServerCertificate | undefined {
    if (this.known.has(key)) return this.known.get(key);
    const secret = this.secrets.get(key);
    const certificate = secret === undefined ? undefined : certificateOf(secret);
    this.known.set(key, certificate);
    return certificate;
  }
}

/** The names that a certificate is for: those of its extension and its common name. */
export function namesOf({ cert }: ServerCertificate): { readonly names: readonly string[]; readonly subject: string } {
  const { subjectAltName = '', subject } = new X509Certificate(cert);
  const names = subjectAltName.split(', ').flatMap((name) => (name.startsWith('DNS:') ? [name.slice(4)] : []));
  const [, common = ''] = /(?:^|\n)CN=(.*)/.exec(subject) ?? [];
  return { names, subject: common };
}

/** A common name counts where no other names are given. */
function isFor(certificate: ServerCertificate, host: string, { bySubject } = { bySubject: true }): boolean {
  const { names, subject } = namesOf(certificate);
  const counting = names.length === 0 && bySubject ? [subject] : names;
  return counting.some((name) => name !== '' && hostMatches(name, host));
}
