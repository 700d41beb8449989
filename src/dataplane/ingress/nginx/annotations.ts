import { listOf } from '../../../model/ingress-nginx/go-values';
import type { Ingress, Service } from '../../../model/objects';
import { keyOf } from '../../../terms/object-ref';
import type { AnnotationContext } from './annotation-reader';
import { AnnotationReader } from './annotation-reader';
import { authOf, type BasicAuth } from './basic-auth';
import { corsOf, type Cors } from './cors';
import { redirectOf, type Redirect } from './redirect';
import type { NginxSettings } from './settings';

/** What the annotations of an Ingress say to the controller. */
export interface NginxAnnotations {
  readonly aliases: readonly string[];
  readonly canary: Canary | undefined;
  readonly cors: Cors | undefined;
  readonly rewrite: Rewrite;
  readonly redirect: Redirect;
  readonly allowlist: readonly string[];
  readonly denylist: readonly string[];
  readonly auth: BasicAuth | undefined;
  readonly satisfyAny: boolean;
  readonly upstreamVhost: string | undefined;
  readonly forwardedPrefix: string | undefined;
  readonly usePortInRedirects: boolean;
  /** `namespace/name` of the Service that answers for backends without endpoints, and for errors. */
  readonly defaultBackend: string | undefined;
  readonly customHttpErrors: readonly number[];
  readonly interceptsErrors: boolean;
  readonly backendProtocol: string;
  readonly serviceUpstream: boolean;
  readonly cookie: AffinityCookie | undefined;
  readonly proxyRedirect: { readonly from: string; readonly to: string };
  readonly snippet: string | undefined;
  /** Why its locations answer 503. */
  readonly denied: string | undefined;
  /** What of it asks others than the backends, or speaks of what is not looked at. */
  readonly left: string | undefined;
}

export interface Canary {
  readonly weight: number;
  readonly weightTotal: number;
  readonly header: string;
  readonly headerValue: string;
  readonly headerPattern: string;
  readonly cookie: string;
}

export interface Rewrite {
  readonly target: string | undefined;
  readonly useRegex: boolean;
  readonly sslRedirect: boolean;
  readonly forceSslRedirect: boolean;
  readonly preserveTrailingSlash: boolean;
  readonly appRoot: string | undefined;
}

export interface AffinityCookie {
  readonly name: string;
  readonly path: string | undefined;
  readonly domain: string | undefined;
  readonly maxAge: string | undefined;
  readonly secure: boolean | undefined;
  readonly sameSite: string | undefined;
}

/** The annotations of an Ingress, or why the controller takes it for absent. */
export function readAnnotations({ metadata }: Ingress, context: AnnotationContext): NginxAnnotations | string {
  const { settings } = context;
  const read = new AnnotationReader(metadata.annotations ?? {}, settings);
  const serviceUpstream = read.bool('service-upstream');
  const parsed = {
    aliases: [...new Set(listOf(read.text('server-alias', 'ignore') ?? ''))].sort(),
    canary: canaryOf(read),
    cors: corsOf(read),
    rewrite: rewriteOf(read, settings),
    redirect: redirectOf(read),
    allowlist: sourcesOf(read, 'allowlist-source-range', settings.allowlist),
    denylist: sourcesOf(read, 'denylist-source-range', settings.denylist),
    auth: authOf(read, metadata.namespace, context),
    satisfyAny: read.text('satisfy', 'drop') === 'any',
    upstreamVhost: read.text('upstream-vhost', 'ignore'),
    forwardedPrefix: read.text('x-forwarded-prefix', 'ignore'),
    usePortInRedirects: read.bool('use-port-in-redirects') ?? settings.usePortInRedirects,
    defaultBackend: defaultBackendOf(read, metadata.namespace, context.services),
    customHttpErrors: listOf(read.text('custom-http-errors', 'ignore') ?? '').map(Number),
    interceptsErrors: read.bool('disable-proxy-intercept-errors') !== true,
    backendProtocol: (read.text('backend-protocol', 'drop') ?? 'HTTP').toUpperCase(),
    serviceUpstream: read.has('service-upstream') ? serviceUpstream === true : settings.serviceUpstream,
    cookie: cookieOf(read),
    proxyRedirect: {
      from: read.text('proxy-redirect-from', 'drop') ?? settings.proxyRedirect.from,
      to: read.text('proxy-redirect-to', 'drop') ?? settings.proxyRedirect.to,
    },
    snippet: settings.allowSnippets ? read.text('configuration-snippet', 'drop') : undefined,
  };
  for (const name of REFUSED_AS_A_WHOLE) read.text(name, 'ignore');
  for (const name of REFUSED_BY_LOCATION) read.text(name, 'deny');
  if (read.ignored !== undefined) return read.ignored;
  return { ...parsed, denied: read.denied, left: leftOf(read, parsed.backendProtocol, settings) };
}

/** Annotations that are not looked at otherwise, of which a bad value takes the Ingress away. */
const REFUSED_AS_A_WHOLE = [
  ...['auth-tls-secret', 'auth-url', 'client-body-buffer-size', 'connection-proxy-header', 'fastcgi-index'],
  ...['fastcgi-params-configmap', 'http2-push-preload', 'limit-allowlist', 'limit-connections', 'limit-rpm'],
  ...['limit-rps', 'load-balance', 'proxy-ssl-secret', 'ssl-ciphers', 'ssl-passthrough', 'upstream-hash-by'],
  ...['upstream-hash-by-subset', 'upstream-hash-by-subset-size'],
];
const REFUSED_BY_LOCATION = ['auth-method', 'auth-response-headers'];

function canaryOf(read: AnnotationReader): Canary | undefined {
  if (read.bool('canary') !== true) return undefined;
  return {
    weight: read.int('canary-weight') ?? 0,
    weightTotal: read.int('canary-weight-total') ?? 100,
    header: read.text('canary-by-header', 'drop') ?? '',
    headerValue: read.text('canary-by-header-value', 'drop') ?? '',
    headerPattern: read.text('canary-by-header-pattern', 'drop') ?? '',
    cookie: read.text('canary-by-cookie', 'drop') ?? '',
  };
}

function rewriteOf(read: AnnotationReader, settings: NginxSettings): Rewrite {
  const appRoot = read.text('app-root', 'drop');
  return {
    target: read.text('rewrite-target', 'drop'),
    useRegex: read.bool('use-regex') === true,
    sslRedirect: read.bool('ssl-redirect') ?? settings.sslRedirect,
    forceSslRedirect: read.bool('force-ssl-redirect') ?? settings.forceSslRedirect,
    preserveTrailingSlash: read.bool('preserve-trailing-slash') ?? settings.preserveTrailingSlash,
    appRoot: appRoot?.startsWith('/') === true ? appRoot : undefined,
  };
}

function sourcesOf(read: AnnotationReader, name: string, otherwise: readonly string[]): readonly string[] {
  const text = read.text(name, 'deny');
  if (text === undefined && read.isEmpty(name)) read.deny(`annotation ${name} is empty`);
  return text === undefined ? otherwise : listOf(text);
}

/** A Service that is missing counts as none named. */
function defaultBackendOf(
  read: AnnotationReader,
  namespace: string | undefined,
  services: ReadonlyMap<string, Service>,
): string | undefined {
  const name = read.text('default-backend', 'ignore');
  const key = name === undefined ? undefined : keyOf(namespace, name);
  return key !== undefined && services.has(key) ? key : undefined;
}

function cookieOf(read: AnnotationReader): AffinityCookie | undefined {
  if (read.text('affinity', 'drop') !== 'cookie') return undefined;
  return {
    name: read.text('session-cookie-name', 'drop') ?? 'INGRESSCOOKIE',
    path: read.text('session-cookie-path', 'drop'),
    domain: read.text('session-cookie-domain', 'drop'),
    maxAge: read.text('session-cookie-max-age', 'drop'),
    secure: read.bool('session-cookie-secure'),
    sameSite: read.text('session-cookie-samesite', 'drop'),
  };
}

/** What decides on requests and is not modelled. */
function leftOf(read: AnnotationReader, backendProtocol: string, settings: NginxSettings): string | undefined {
  if (settings.left !== undefined) return `the setting ${settings.left}`;
  const name = LEFT.find((one) => read.has(one) && read.bool(one) !== false);
  if (name !== undefined) return `the annotation ${settings.annotationsPrefix}/${name}`;
  const isHttp = ['AUTO_HTTP', 'HTTP', 'HTTPS'].includes(backendProtocol);
  return isHttp ? undefined : `the backend protocol ${backendProtocol}`;
}

const LEFT = [
  ...['auth-tls-secret', 'auth-url', 'enable-modsecurity', 'limit-connections', 'limit-rpm', 'limit-rps'],
  ...['server-snippet', 'ssl-passthrough'],
];
