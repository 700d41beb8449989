import { viewOf } from '../../../model/view';
import { hostMatches } from '../../../terms/host';
import type { ConfiguredCertificate } from './certificate-store';
import type { NginxConfig, NginxServer } from './objects';

/** The certificate that is configured for a host, or for the wildcard above it; undefined: none is. */
export function certificateOfHost(config: NginxConfig, host: string): ConfiguredCertificate | undefined {
  const name = host.toLowerCase().replace(/\.$/, '');
  const configured = configuredIn(config);
  return configured.get(name) ?? configured.get(name.replace(/^[^.]+\./, '*.'));
}

/** Further names of a server have its certificate only if it is for them. */
const configuredIn = viewOf(({ names, servers }: NginxConfig): ReadonlyMap<string, ConfiguredCertificate> => {
  const found = new Map<string, ConfiguredCertificate>();
  for (const { hostname, certificate } of servers) if (certificate !== undefined) found.set(hostname, certificate);
  for (const { isRedirect, server, written } of names) {
    const isFurther = isRedirect || server.aliases.includes(written);
    if (isFurther && server.certificate !== undefined && covers(server, written))
      found.set(written, server.certificate);
  }
  return found;
});

function covers({ certificate }: NginxServer, name: string): boolean {
  if (certificate === undefined || certificate === 'fake') return false;
  const { commonName, names } = certificate;
  return [commonName, ...names].some((each) => each !== '' && hostMatches(each, name));
}
