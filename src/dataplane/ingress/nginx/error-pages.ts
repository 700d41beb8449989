import type { IngressRoute } from '../ingress-controller';
import { respond, where } from './answer';
import { errorRequest } from './backend-request';
import type { Exchange } from './exchange';
import type { NginxLocation, Serving } from './objects';
import { errorTold } from './service-told';
import { DEFAULT_UPSTREAM, firstPortEndpoints } from './upstreams';

/** What answers in place of a status: for those of `custom-http-errors`, a default backend. */
export function errorPagesOf(
  location: NginxLocation,
  exchange: Exchange,
  serving: Serving,
): ReadonlyMap<number, IngressRoute> {
  const own = location.annotations?.customHttpErrors ?? [];
  const codes = own.length === 0 ? exchange.settings.customHttpErrors : own;
  return new Map(codes.map((code) => [code, pageFor(code, own.length > 0, location, exchange, serving)]));
}

/** The same for the answers of backends, which may be let through. */
export function instead(
  location: NginxLocation,
  exchange: Exchange,
  serving: Serving,
): ReadonlyMap<number, IngressRoute> | undefined {
  const { annotations } = location;
  const { customHttpErrors, disableInterceptErrors } = exchange.settings;
  const byOwn = annotations !== undefined && annotations.customHttpErrors.length > 0 && annotations.interceptsErrors;
  const byAll = customHttpErrors.length > 0 && !disableInterceptErrors;
  return byOwn || byAll ? errorPagesOf(location, exchange, serving) : undefined;
}

function pageFor(
  code: number,
  isOwn: boolean,
  location: NginxLocation,
  exchange: Exchange,
  { config, source }: Serving,
): IngressRoute {
  const named = isOwn && location.backend !== DEFAULT_UPSTREAM ? location.annotations?.defaultBackend : undefined;
  const service = named === undefined ? undefined : source.services.get(named);
  const endpoints = service === undefined ? [] : firstPortEndpoints(service, source);
  const byDefault = config.upstreams.get(DEFAULT_UPSTREAM);
  const to = endpoints.length > 0 && named !== undefined ? { endpoints, service: named } : byDefault;
  const reason = `${where(location, exchange)}: custom-http-errors has ${code} answered by the default backend`;
  if (to === undefined || to.endpoints.length === 0) return respond(404, reason);
  return {
    action: 'forward',
    endpoints: to.endpoints,
    service: to.service,
    ingress: location.ingress?.key ?? '',
    reason,
    request: errorRequest(exchange, errorTold(code, location, exchange)),
    unreachable: 502,
  };
}
