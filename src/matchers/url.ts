import type { ProbeTarget, Vantage } from '../probes/probe';
import { INGRESS_IP } from '../terms/placeholders';
import { ReachError } from './reach-error';

/**
 * What a URL asks for: `http://api/v1`, `https://shop.example.com/`, `tcp://db:5432`, `udp://dns:53`. The host may be a
 * placeholder for an address that only the cluster knows, such as `${lbIP:shop/web}`. From outside, names of `http` and
 * `https` lead to the Ingress controller, as the DNS of the world would have it.
 *
 * @throws ReachError for another scheme, and for `tcp` and `udp` without a port
 */
export function targetOf(url: string, from: Vantage): ProbeTarget {
  const { scheme, host: authority = '', port, path = '/' } = URL_FORM.exec(url)?.groups ?? {};
  if (scheme === undefined) {
    throw new ReachError(`${url}: expected http://HOST/PATH, https://HOST/PATH, tcp://HOST:PORT or udp://HOST:PORT`);
  }
  const host = authority.replace(/^\[(.*)\]$/, '$1');
  if (scheme === 'tcp' || scheme === 'udp') {
    if (port === undefined) throw new ReachError(`${url} has no port: write ${scheme}://${authority}:PORT`);
    return { kind: 'transport', protocol: scheme, host, port: Number(port) };
  }
  const protocol = scheme as 'http' | 'https';
  const isName = !host.startsWith('${') && !host.includes(':') && !/^[\d.]+$/.test(host);
  return {
    kind: 'http',
    protocol,
    host: isName && 'outside' in from ? INGRESS_IP : host,
    ...(port === undefined ? {} : { port: Number(port) }),
    path,
    ...(isName ? { hostHeader: host, ...(protocol === 'https' ? { sni: host } : {}) } : {}),
  };
}

const URL_FORM =
  /^(?<scheme>https?|tcp|udp):\/\/(?<host>\$\{[^}]+\}|\[[^\]]+\]|[^/?#:@\s[\]]+)(?::(?<port>\d{1,5}))?(?<path>\/\S*)?$/;
