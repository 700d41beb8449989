import { cidrContains, parseCidr } from '../../../terms/cidr';
import { parseIP } from '../../../terms/ip';
import type { IngressRequest } from '../ingress-controller';
import type { NginxServer } from './objects';
import type { RequestUri } from './request-uri';
import type { NginxSettings } from './settings';

/** One request, as far as it has been read. */
export interface Exchange {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly uri: RequestUri;
  /** The host in lower case, without port and trailing dot (`$host`). */
  readonly host: string;
  /** The Host header (`$http_host`). */
  readonly httpHost: string;
  readonly scheme: 'http' | 'https';
  /** `$remote_addr`. */
  readonly client: string;
  readonly server: NginxServer;
  readonly settings: NginxSettings;
  /** What the controller takes for scheme, host and port: with `use-forwarded-headers` what a proxy before it says. */
  readonly passed: { readonly scheme: string; readonly host: string; readonly port: string };
}

export function exchangeOf(
  { headers = {}, host: httpHost, method = 'GET', client = NOBODY, tls }: IngressRequest,
  read: Pick<Exchange, 'uri' | 'host' | 'server' | 'settings'>,
): Exchange {
  const { settings } = read;
  const scheme = tls === undefined ? 'http' : 'https';
  const trusted = settings.useForwardedHeaders ? headers : {};
  const port = trusted['x-forwarded-port'] ?? (tls === undefined ? '80' : '443');
  return {
    ...read,
    method,
    headers,
    httpHost,
    scheme,
    client: clientOf(client, headers, settings),
    passed: {
      scheme: trusted['x-forwarded-proto'] ?? scheme,
      host: trusted['x-forwarded-host']?.split(',')[0] ?? httpHost,
      port,
    },
  };
}

/** An address of no network that anybody names (TEST-NET-1). */
const NOBODY = '192.0.2.1';

/** The host of a request, in lower case, without port and trailing dot; undefined for what is not a host. */
export function hostIn(header: string): string | undefined {
  const host = header.replace(/:\d*$/, '').replace(/\.$/, '').toLowerCase();
  return host === '' || /[\x00-\x20/\x7f]|\.\./.test(host) ? undefined : host;
}

/** Whether an address is in one of some networks. */
export function isWithin(client: string, sources: readonly string[]): boolean {
  const ip = parseIP(client);
  return ip !== undefined && sources.some((source) => contains(source, ip));
}

function contains(source: string, ip: NonNullable<ReturnType<typeof parseIP>>): boolean {
  const cidr = parseCidr(source);
  if (cidr !== undefined) return cidrContains(cidr, ip);
  const address = parseIP(source);
  return address !== undefined && address.family === ip.family && address.bits === ip.bits;
}

/** What the proxies before the controller say, as far as they are trusted: from the last one back to the first. */
function clientOf(address: string, headers: Readonly<Record<string, string>>, settings: NginxSettings): string {
  const said = headers[settings.forwardedForHeader];
  if (!settings.usesRealIp || said === undefined) return address;
  const hops = said.split(',').map((hop) => hop.trim());
  let client = address;
  while (isWithin(client, settings.trustedProxies)) {
    const hop = hops.pop();
    if (hop === undefined || parseIP(hop) === undefined) break;
    client = hop;
  }
  return client;
}
