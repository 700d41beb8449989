import { UNMATCHED } from '../probes/plan/ingress-draft';
import type { HttpTarget, ProbeTarget, RequestTarget, TransportTarget } from '../probes/probe';
import { portOf } from '../probes/probe';
import type { WebRequest } from '../requests/web-request';
import type { IPFamily } from '../terms/ip';
import { INGRESS_IP, isIngressIP } from '../terms/placeholders';

/** What a probe asks of the network, in words that are the same whoever serves it; undefined: nothing that changes are told of. */
export function requestedBy(to: ProbeTarget, first: IPFamily): TransportTarget | WebRequest | undefined {
  switch (to.kind) {
    case 'transport':
      return to;
    case 'request':
      return webRequest(to, first, first);
    case 'http':
      return isIngressIP(to.host) ? webRequest(to, to.host === INGRESS_IP ? 'IPv4' : 'IPv6', first) : undefined;
    case 'dns':
    case 'env':
      return undefined;
  }
}

function webRequest(to: HttpTarget | RequestTarget, family: IPFamily, first: IPFamily): WebRequest {
  const { protocol, hostHeader = UNMATCHED, path = '/', method, headers } = to;
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
