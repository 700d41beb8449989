import type { NginxAnnotations } from '../../dataplane/ingress/nginx/annotations';
import type { Cors } from '../../dataplane/ingress/nginx/cors';
import type { PathModifier, RequestRedirect, RouteFilter } from '../../model/gateway/objects';
import { listOf } from '../../model/ingress-nginx/go-values';
import { dnsSubdomainErrors } from '../../terms/dns-name';

/** The filters of a rule that leads to backends. */
export function filtersOf(
  annotations: NginxAnnotations | undefined,
  {
    path,
    rewrites,
    hsts,
  }: { readonly path: PathModifier | undefined; readonly rewrites: boolean; readonly hsts: string | undefined },
): readonly RouteFilter[] {
  if (annotations === undefined) return [];
  const { forwardedPrefix, upstreamVhost } = annotations;
  const hostname = upstreamVhost !== undefined && isHost(upstreamVhost) ? upstreamVhost : undefined;
  const isPrefixed = rewrites && forwardedPrefix !== undefined && !forwardedPrefix.includes('$');
  return [
    ...corsFilters(annotations),
    ...(isPrefixed ? [setsHeader('RequestHeaderModifier', 'X-Forwarded-Prefix', forwardedPrefix)] : []),
    ...(path === undefined && hostname === undefined
      ? []
      : [
          {
            type: 'URLRewrite',
            urlRewrite: { ...(hostname === undefined ? {} : { hostname }), ...(path === undefined ? {} : { path }) },
          },
        ]),
    ...(hsts === undefined ? [] : [setsHeader('ResponseHeaderModifier', 'Strict-Transport-Security', hsts)]),
  ];
}

/** What answers the question of a browser whether it may ask, before anything else does. */
export function corsFilters({ cors }: NginxAnnotations): readonly RouteFilter[] {
  return cors === undefined || cors.origins.length === 0 ? [] : [corsFilter(cors)];
}

/** Whether a Host header is one that a rewrite of a route can set. */
export function isHost(text: string): boolean {
  return dnsSubdomainErrors(text).length === 0;
}

function setsHeader(
  type: 'RequestHeaderModifier' | 'ResponseHeaderModifier',
  name: string,
  value: string,
): RouteFilter {
  const modifier = { set: [{ name, value }] };
  return type === 'RequestHeaderModifier'
    ? { type, requestHeaderModifier: modifier }
    : { type, responseHeaderModifier: modifier };
}

function corsFilter({ origins, headers }: Cors): RouteFilter {
  const said = new Map(headers);
  const list = (name: string) => [...new Set(listOf(said.get(`access-control-${name}`) ?? ''))];
  const methods = list('allow-methods').map((method) => method.toUpperCase());
  const [allowed, exposed] = [list('allow-headers'), list('expose-headers')];
  return {
    type: 'CORS',
    cors: {
      allowOrigins: origins,
      // With `*` browsers do not take credentials, whatever is said.
      ...(said.has('access-control-allow-credentials') && !origins.includes('*') ? { allowCredentials: true } : {}),
      ...(methods.length === 0 ? {} : { allowMethods: methods }),
      ...(allowed.length === 0 ? {} : { allowHeaders: allowed }),
      ...(exposed.length === 0 ? {} : { exposeHeaders: exposed }),
      maxAge: Number(said.get('access-control-max-age')),
    },
  };
}

/** A redirect to a URL that says all; undefined where a route cannot say it. */
export function redirectTo(url: string, statusCode: number): RequestRedirect | undefined {
  if (url.startsWith('/')) return { path: { type: 'ReplaceFullPath', replaceFullPath: url }, statusCode };
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname, port, pathname, search } = new URL(url);
  const scheme = protocol.replace(':', '');
  if ((scheme !== 'http' && scheme !== 'https') || !isHost(hostname)) return undefined;
  return {
    scheme,
    hostname,
    ...(port === '' ? {} : { port: Number(port) }),
    path: { type: 'ReplaceFullPath', replaceFullPath: `${pathname}${search}` },
    statusCode,
  };
}

/** Those that a route may have; nginx sends others without a Location. */
export const REDIRECT_CODES: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
