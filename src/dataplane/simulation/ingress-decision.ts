import type { ServerCertificate } from '../../model/server-certificate';
import type { Close, Destination, Forward, Respond } from '../gateway/decision';
import { headerText } from '../gateway/headers';
import type { GatewayRequest } from '../gateway/request';
import { targetOf } from '../gateway/request';
import type { Balanced, ForwardedRoute, IngressController, LeftRoute } from '../ingress/ingress-controller';

type Decision = (Omit<Forward, 'matched'> | Respond) & {
  readonly certificate?: ServerCertificate;
  /** The Ingress that it follows from: `namespace/name`. Absent where none is for the request. */
  readonly ingress?: string;
};

/** What an Ingress controller does with a request, as a Gateway would say it. */
export function ingressDecision(
  controller: Pick<IngressController, 'route'>,
  { method, host, path, headers, tls }: GatewayRequest,
): Decision | Close | LeftRoute {
  const sni = tls?.sni === undefined || tls.sni === '' ? {} : { sni: tls.sni };
  const sent = Object.fromEntries(Object.keys(headers).map((name) => [name, headerText(headers, name) ?? '']));
  const route = controller.route({ method, host, path, headers: sent, ...(tls === undefined ? {} : { tls: sni }) });
  if (route.action === 'close' || route.action === 'left') return route;
  const certificate = route.certificate === undefined ? {} : { certificate: route.certificate };
  const { reason } = route;
  const ingress = route.ingress === undefined || route.ingress === '' ? {} : { ingress: route.ingress };
  if (route.action === 'respond') {
    const fields = Object.entries(route.headers ?? {}).map(([name, value]) => [name, [value]] as const);
    return {
      ...certificate,
      ...ingress,
      action: 'respond',
      status: route.status,
      headers: Object.fromEntries(fields),
      losers: [],
      reason,
    };
  }
  const target = targetOf(path);
  const { canary } = route;
  const destinations =
    canary === undefined
      ? [destinationOf(route, route, 1)]
      : [destinationOf(route, route, 1 - canary.share), destinationOf(route, canary, canary.share)];
  return {
    ...certificate,
    ...ingress,
    action: 'forward',
    destinations,
    mirrors: [],
    host: route.request?.headers.host ?? host,
    path: route.request?.path ?? `${target.path}${target.query}`,
    losers: [],
    reason,
  };
}

function destinationOf(route: ForwardedRoute, { endpoints, service }: Balanced, share: number): Destination {
  const values = (fields: Readonly<Record<string, string>> = {}) =>
    Object.entries(fields).map(([name, value]) => ({ name, value }));
  return {
    backend: { path: service, ref: {}, weight: Math.round(share * 100), service },
    share,
    endpoints,
    ...(endpoints.length === 0 ? { status: route.unreachable ?? 503 } : {}),
    requestHeaders: [{ set: values(route.request?.headers) }],
    responseHeaders: [{ set: values(route.headers) }],
    h2c: false,
    reason: route.reason,
  };
}
