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

/** A common name counts where no other names are given. */
function isFor({ commonName, names }: ServerCertificate, host: string, { bySubject } = { bySubject: true }): boolean {
  const counting = names.length === 0 && bySubject ? [commonName] : names;
  return counting.some((name) => name !== '' && hostMatches(name, host));
}
