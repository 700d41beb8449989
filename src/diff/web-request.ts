import { UNMATCHED } from '../probes/plan/ingress-draft';
import type { ProbeTarget } from '../probes/probe';
import { portOf } from '../probes/probe';
import type { WebRequest } from '../requests/web-request';
import type { IPFamily } from '../terms/ip';
import { INGRESS_IP, isIngressIP } from '../terms/placeholders';

/** What a probe of an Ingress or a Gateway asks; undefined for probes of other things. */
export function webRequestOf(to: ProbeTarget, first: IPFamily): WebRequest | undefined {
  if (to.kind !== 'request' && !(to.kind === 'http' && isIngressIP(to.host))) return undefined;
  const { protocol, hostHeader = UNMATCHED, path = '/', method, headers } = to;
  const family = to.kind === 'request' ? first : to.host === INGRESS_IP ? 'IPv4' : 'IPv6';
  return {
    kind: 'web',
    protocol,
    port: portOf(to),
    host: hostHeader,
    path,
    ...(method === undefined ? {} : { method }),
    ...(headers === undefined ? {} : { headers }),
    ...(family === first ? {} : { family }),
  };
}

/** `https://shop.example.com/cart`, with `*` for a host that nobody names; then what else is sent. */
export function webRequestText({ protocol, port, host, path, method, headers = {} }: WebRequest): string {
  const suffix = port === portOf({ protocol }) ? '' : `:${port}`;
  const said = Object.entries(headers).map(([name, value]) => ` with ${name}: ${value}`);
  const verb = method === undefined || method === 'GET' ? '' : `${method} `;
  return `${verb}${protocol}://${host === UNMATCHED ? '*' : host}${suffix}${path}${said.join('')}`;
}
