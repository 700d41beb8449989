import { servicePorts } from '../../../model/service';
import { whyNoEndpoints } from '../../endpoints/why-no-endpoints';
import type { Balanced, ForwardedRoute, IngressRoute } from '../ingress-controller';
import { early, refusal, say, where } from './answer';
import { backendRequest } from './backend-request';
import { canaryShare } from './canaries';
import { certificateOfHost } from './configured-certificates';
import { errorPagesOf, instead } from './error-pages';
import type { Exchange } from './exchange';
import { rewrites } from './locations';
import type { NginxLocation, NginxNetwork, Serving } from './objects';
import type { Rewritten } from './rewritten';
import { errorTold } from './service-told';
import { sessionCookie } from './session-cookie';
import type { Upstream } from './upstreams';
import { substituteFor } from './upstreams';
import { interpolate } from './variables';

/** What nginx does with a request at the location that takes it. */
export function answerAt(location: NginxLocation, exchange: Exchange, serving: Serving): IngressRoute {
  const route = answered(location, exchange, serving);
  const page = route.action === 'respond' ? errorPagesOf(location, exchange, serving).get(route.status) : undefined;
  return withCommonHeaders(page ?? route, exchange);
}

/** Headers that every answer of a location has; over https one of them asks the browser to stay there. */
export function withCommonHeaders(route: IngressRoute, { scheme, settings }: Exchange): IngressRoute {
  if (route.action !== 'respond' && route.action !== 'forward') return route;
  const { addHeaders, hsts } = settings;
  const stay = scheme === 'http' || hsts === undefined ? {} : { 'strict-transport-security': hsts };
  return { ...route, headers: { ...route.headers, ...addHeaders, ...stay } };
}

function answered(location: NginxLocation, exchange: Exchange, serving: Serving): IngressRoute {
  const isSecured = certificateOfHost(serving.config, exchange.host) !== undefined;
  const first = early(location, exchange, isSecured);
  if ('answer' in first) return first.answer;
  const { headers } = first;
  const own = serving.config.upstreams.get(location.backend);
  const upstream =
    own === undefined ? undefined : (substituteFor(own, location.annotations?.defaultBackend, serving.source) ?? own);
  const primary = upstream === undefined ? undefined : balanced(upstream, serving.network);
  if (upstream === undefined || primary === undefined) {
    return say.status(503, location, exchange, whyNobody(own, serving), headers);
  }
  const no = refusal(location, exchange, headers);
  if (no !== undefined) return no;
  if (upstream.isInternal) {
    const why = `no rule and no default backend is there for ${exchange.uri.unparsed}`;
    return say.status(404, location, exchange, why, headers);
  }
  const canary = canaryOf(upstream, exchange, serving);
  if (canary === 'left') return say.left(location, exchange, 'which requests its canary takes');
  const isReplaced = upstream !== own;
  return forward(location, exchange, {
    ...first,
    primary,
    canary,
    isReplaced,
    pages: instead(location, exchange, serving),
  });
}

interface Forwarding {
  readonly primary: Balanced;
  readonly canary: (Balanced & { readonly share: number; readonly by: string }) | undefined;
  readonly isReplaced: boolean;
  readonly rewrite: Rewritten | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly pages: ForwardedRoute['errorPages'];
}

function forward(location: NginxLocation, exchange: Exchange, to: Forwarding): IngressRoute {
  const { annotations } = location;
  const isRewritten = to.rewrite !== undefined && 'path' in to.rewrite;
  const { path, groups } = isRewritten ? to.rewrite : { path: exchange.uri.unparsed, groups: [] };
  const [host, forwardedPrefix] = [annotations?.upstreamVhost, annotations?.forwardedPrefix].map((text) =>
    text === undefined ? undefined : interpolate(text, exchange, groups),
  );
  const told = to.isReplaced ? errorTold(503, location, exchange) : {};
  const request = backendRequest(exchange, {
    path,
    host,
    // Told only together with a rewrite.
    forwardedPrefix: rewrites(location) ? forwardedPrefix : undefined,
    isAuthorized: annotations?.auth !== undefined,
    more: told,
  });
  const { canary, primary } = to;
  const isWhole = canary?.share === 1;
  const { endpoints, service } = isWhole ? canary : primary;
  const cookie = sessionCookie(location, exchange);
  const [isTls, pages] = [overTls(location, exchange), to.pages];
  const as = isRewritten ? `, as ${path}` : '';
  const because =
    canary === undefined ? '' : `; ${canary.by} gives ${percent(canary.share)} to Service ${canary.service}`;
  return {
    action: 'forward',
    endpoints,
    service,
    ingress: location.ingress?.key ?? '',
    reason: `${where(location, exchange)} leads to Service ${primary.service}${as}${because}`,
    request,
    unreachable: 502,
    headers: { ...to.headers, ...(cookie === undefined ? {} : { 'set-cookie': cookie }) },
    ...(isTls ? { overTls: true } : {}),
    ...(canary === undefined || isWhole || canary.share === 0 ? {} : { canary }),
    ...movedLocations(location),
    ...(pages === undefined ? {} : { errorPages: pages }),
  };
}

/** Endpoints with their addresses; undefined where there are none: nothing is balanced then, not even to a canary. */
function balanced(upstream: Upstream, network: NginxNetwork): Balanced | undefined {
  if (upstream.isInternal) return { endpoints: [], service: '' };
  const endpoints = upstream.endpoints.flatMap(({ address, port }) =>
    upstream.isExternal ? resolved(address, network).map((found) => ({ address: found, port })) : [{ address, port }],
  );
  return endpoints.length === 0 ? undefined : { endpoints, service: upstream.service };
}

/** An ExternalName that is an address resolves to nothing: the controller takes the answer for a failed one. */
function resolved(name: string, network: NginxNetwork): readonly string[] {
  return network.resolve(name).filter((address) => address !== name);
}

/** Of several canaries the first one counts; one without endpoints takes nothing. */
function canaryOf(
  { alternatives: [name] }: Upstream,
  { headers }: Exchange,
  { config, network }: Serving,
): Forwarding['canary'] | 'left' {
  const upstream = name === undefined ? undefined : config.upstreams.get(name);
  const endpoints = upstream === undefined ? undefined : balanced(upstream, network);
  if (upstream?.shaping === undefined || endpoints === undefined) return undefined;
  const shared = canaryShare(upstream.shaping, headers);
  return shared === undefined ? 'left' : { ...endpoints, ...shared };
}

function overTls({ annotations }: NginxLocation, { scheme }: Exchange): boolean {
  const protocol = annotations?.backendProtocol ?? 'HTTP';
  return protocol === 'HTTPS' || (protocol === 'AUTO_HTTP' && scheme === 'https');
}

/** `proxy-redirect-from` and `-to`: how Location headers of backends are changed. */
function movedLocations({ annotations }: NginxLocation): Pick<ForwardedRoute, 'locations'> {
  const { from = 'off', to = 'off' } = annotations?.proxyRedirect ?? {};
  return from === 'off' || from === 'default' || to === 'off' ? {} : { locations: { from, to } };
}

function whyNobody(upstream: Upstream | undefined, { source: { services, slices } }: Serving): string {
  if (upstream === undefined) return 'a canary took its upstream away';
  const service = services.get(upstream.service);
  if (service === undefined) return `did not find Service ${upstream.service}`;
  if (service.spec.type === 'ExternalName') {
    return `${service.spec.externalName ?? ''} of Service ${upstream.service} does not resolve, or has no port`;
  }
  const { port } = upstream;
  const found = servicePorts(service.spec).find((each) =>
    [String(each.port), String(each.targetPort), each.name].includes(port),
  );
  if (found === undefined) return `Service ${upstream.service} has no port ${port}`;
  return `Service ${upstream.service} has ${whyNoEndpoints(service, slices, { portName: found.name ?? '', protocol: 'TCP' })}`;
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}
