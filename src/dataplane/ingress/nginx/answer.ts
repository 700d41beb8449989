import { leftText } from '../../../model/left-to-controller';
import type { IngressRoute, RespondedRoute } from '../ingress-controller';
import type { NginxAnnotations } from './annotations';
import { isAuthorized } from './basic-auth';
import { corsHeaders } from './cors';
import type { Exchange } from './exchange';
import { isWithin } from './exchange';
import type { NginxLocation } from './objects';
import type { Rewritten } from './rewritten';
import { rewritten } from './rewritten';
import type { NginxSettings } from './settings';
import { snippetHeaders } from './snippet';

/** What a location does before a backend is chosen. */
export type Early =
  | { readonly answer: IngressRoute }
  /** It is passed on: what was made of its path, and headers for the answer. */
  | { readonly rewrite: Rewritten | undefined; readonly headers: Headers };

type Headers = Readonly<Record<string, string>>;

/**
 * The rewrite phase of nginx, in its order: refusals, CORS, redirects, rewrites, then the redirect to https.
 *
 * @param isSecured whether a certificate is configured for the host
 */
export function early(location: NginxLocation, exchange: Exchange, isSecured: boolean): Early {
  const { annotations, status } = location;
  const answer = (code: number, why: string, headers?: Headers): Early => ({
    answer: say.status(code, location, exchange, why, headers),
  });
  if (status !== undefined) return answer(status, "the controller's own");
  if (annotations === undefined) return { rewrite: undefined, headers: {} };
  if (annotations.denied !== undefined) return answer(503, annotations.denied);
  const cors = annotations.cors === undefined ? {} : corsHeaders(annotations.cors, exchange.headers.origin ?? '');
  if (exchange.method === 'OPTIONS' && Object.keys(cors).length > 0) return answer(204, 'enable-cors', cors);
  const snippet = snippetHeaders(annotations.snippet);
  if (snippet === undefined) return { answer: say.left(location, exchange, 'what its configuration-snippet does') };
  const headers = { ...cors, ...snippet };
  const { url, code } = annotations.redirect;
  if (url !== undefined) {
    const to = WITH_LOCATION.has(code) ? { location: absolute(url, location, exchange) } : {};
    return answer(code, `all its requests are redirected to ${url}`, { ...headers, ...to });
  }
  const rewrite = rewritten(location, exchange);
  if (rewrite !== undefined && 'redirect' in rewrite) {
    return answer(302, 'its rewrite-target is a URL', { ...headers, location: rewrite.redirect });
  }
  if (rewrite !== undefined && 'isEmpty' in rewrite) return answer(500, 'its rewrite-target leaves no path', headers);
  if (rewrite !== undefined && 'left' in rewrite) return { answer: say.left(location, exchange, rewrite.left) };
  const secure = toHttps(location, annotations, exchange, isSecured);
  if (secure !== undefined)
    return answer(exchange.settings.redirectCode, secure.why, { ...headers, location: secure.to });
  if (annotations.left !== undefined) return { answer: say.left(location, exchange, `what ${annotations.left} does`) };
  return { rewrite, headers };
}

/** The access phase: lists of addresses, then a password; `satisfy: any` asks for one of both. */
export function refusal(location: NginxLocation, exchange: Exchange, headers: Headers): IngressRoute | undefined {
  const { allowlist = [], denylist = [], auth, satisfyAny = false } = location.annotations ?? {};
  const { blockCidrs, noAuth } = exchange.settings;
  const byAddress = whyNotFrom(exchange.client, allowlist, denylist, blockCidrs);
  const asksUser = auth !== undefined && !startsWithOneOf(location.path, noAuth);
  if (byAddress !== undefined && !(satisfyAny && asksUser))
    return say.status(403, location, exchange, byAddress, headers);
  const isLet = satisfyAny && byAddress === undefined && allowlist.length + denylist.length > 0;
  if (!asksUser || isLet) return undefined;
  const isUser = auth.type === 'digest' ? undefined : isAuthorized(auth, exchange.headers.authorization);
  if (isUser === undefined) return say.left(location, exchange, 'who has which password');
  if (isUser) return undefined;
  const challenge = { ...headers, 'www-authenticate': `Basic realm="${auth.realm}"` };
  return say.status(401, location, exchange, 'auth-type basic asks for a user and a password', challenge);
}

/** Answers of a location. */
export const say = {
  status(status: number, location: NginxLocation, exchange: Exchange, why: string, headers?: Headers): RespondedRoute {
    const answer = { ...respond(status, `${where(location, exchange)}: ${why}`), ...ingressOf(location) };
    return headers === undefined || Object.keys(headers).length === 0 ? answer : { ...answer, headers };
  },
  left(location: NginxLocation, exchange: Exchange, what: string): IngressRoute {
    const left = { on: 'the controller ingress-nginx', what: `${where(location, exchange)}: ${what}` };
    return { action: 'left', ...left, reason: leftText(left) };
  },
};

export function respond(status: number, reason: string): RespondedRoute {
  return { action: 'respond', status, reason };
}

/** `server shop.example.org, location "/foo/" of Ingress shop/web`. */
export function where({ ingress, modifier, isGenerated }: NginxLocation, { server }: Exchange): string {
  const of = ingress === undefined ? '' : ` of Ingress ${ingress.key}`;
  const why = isGenerated ? ', which every server has' : '';
  return `server ${server.hostname}, location ${modifier.written}${of}${why}`;
}

export function ingressOf({ ingress }: NginxLocation): { readonly ingress?: string } {
  return ingress === undefined ? {} : { ingress: ingress.key };
}

/** A path of this host as the Location header of an answer has it. */
export function absolute(url: string, { annotations }: NginxLocation, { host, scheme, settings }: Exchange): string {
  const isRelative = annotations?.redirect.relative === true || settings.relativeRedirects;
  return url.startsWith('/') && !isRelative ? `${scheme}://${host}${url}` : url;
}

/** Only these have a Location in nginx; the others have the URL as their text. */
const WITH_LOCATION: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

function toHttps(
  location: NginxLocation,
  { rewrite, usePortInRedirects }: NginxAnnotations,
  { passed, settings, uri }: Exchange,
  isSecured: boolean,
): { readonly to: string; readonly why: string } | undefined {
  if (passed.scheme !== 'http' || !redirectsToHttps(location, settings, isSecured)) return undefined;
  const asked = rewrite.preserveTrailingSlash ? uri.unparsed : uri.unparsed.replace(/\/$/, '');
  const [host = ''] = passed.host.split(':');
  const why = rewrite.forceSslRedirect ? 'force-ssl-redirect' : 'ssl-redirect, for the host has a certificate';
  return { to: `https://${host}${usePortInRedirects ? ':443' : ''}${asked}`, why };
}

/** Whether a location sends plain requests to https; `isSecured` where a certificate is configured for the host. */
export function redirectsToHttps(
  { annotations, path }: NginxLocation,
  { noTlsRedirect }: Pick<NginxSettings, 'noTlsRedirect'>,
  isSecured: boolean,
): boolean {
  if (annotations === undefined || startsWithOneOf(path, noTlsRedirect)) return false;
  const { forceSslRedirect, sslRedirect } = annotations.rewrite;
  return forceSslRedirect || (sslRedirect && isSecured);
}

function startsWithOneOf(path: string, starts: readonly string[]): boolean {
  return starts.some((start) => path.startsWith(start));
}

/** Denied networks stand first; blocked ones count where a location has no list of its own. */
function whyNotFrom(
  client: string,
  allowlist: readonly string[],
  denylist: readonly string[],
  blocked: readonly string[],
): string | undefined {
  const denied = allowlist.length + denylist.length === 0 ? blocked : denylist;
  if (isWithin(client, denied)) return `${client} is denied (denylist-source-range ${denied.join(', ')})`;
  return allowlist.length === 0 || isWithin(client, allowlist)
    ? undefined
    : `${client} is not among those allowed (allowlist-source-range ${allowlist.join(', ')})`;
}
