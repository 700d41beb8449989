import type { SecureContext } from 'node:tls';
import tls from 'node:tls';
import type { ServerCertificate } from '../../../model/server-certificate';

/** Makes TLS contexts of certificates, once for each Secret. */
export class Certificates {
  private readonly contexts = new Map<string, { readonly of: ServerCertificate; readonly context: SecureContext }>();

  contextOf(certificate: ServerCertificate): SecureContext {
    const known = this.contexts.get(certificate.secret);
    if (known !== undefined && known.of.cert === certificate.cert && known.of.key === certificate.key) {
      return known.context;
    }
    const context = tls.createSecureContext({ cert: certificate.cert, key: certificate.key });
    this.contexts.set(certificate.secret, { of: certificate, context });
    return context;
  }
}
