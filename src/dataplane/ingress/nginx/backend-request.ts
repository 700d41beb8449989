import type { BackendRequest } from '../ingress-controller';
import type { Exchange } from './exchange';

/** What the location says of a request to a backend. */
export interface Passing {
  readonly path: string;
  readonly host: string | undefined;
  readonly forwardedPrefix: string | undefined;
  /** Whether the Authorization header was for nginx itself. */
  readonly isAuthorized: boolean;
  /** Further headers. */
  readonly more?: Readonly<Record<string, string>>;
}

/** The request that a backend gets (`proxy_set_header` in nginx.tmpl). */
export function backendRequest(exchange: Exchange, passing: Passing): BackendRequest {
  const { client, headers, method, passed, settings, uri } = exchange;
  const set: Record<string, string | undefined> = {
    host: passing.host ?? passed.host,
    connection: headers.upgrade === undefined ? undefined : 'upgrade',
    upgrade: headers.upgrade,
    'x-real-ip': client,
    'x-forwarded-for': forwardedFor(exchange),
    'x-forwarded-host': passed.host,
    'x-forwarded-port': passed.port,
    'x-forwarded-proto': passed.scheme,
    'x-forwarded-scheme': passed.scheme,
    'x-scheme': passed.scheme,
    'x-original-forwarded-for': headers[settings.forwardedForHeader],
    'x-original-forwarded-host': headers[settings.forwardedHostHeader],
    proxy: undefined,
    ...(settings.originalUriHeader ? { 'x-original-uri': uri.unparsed } : {}),
    ...(passing.isAuthorized ? { authorization: undefined } : {}),
    ...(passing.forwardedPrefix === undefined ? {} : { 'x-forwarded-prefix': passing.forwardedPrefix }),
    ...settings.proxySetHeaders,
    ...passing.more,
  };
  return { method, path: passing.path, headers: merged(exchange, set) };
}

/** The request that whoever answers in place of an error gets. */
export function errorRequest(exchange: Exchange, told: Readonly<Record<string, string>>): BackendRequest {
  const { client, method, passed, uri } = exchange;
  const set = {
    host: passed.host,
    'x-original-uri': uri.unparsed,
    'x-forwarded-for': client,
    ...told,
  };
  return { method, path: uri.query === '' ? '/' : `/?${uri.query}`, headers: merged(exchange, set) };
}

/** Headers of the client that are not set otherwise; those of one connection, and odd ones, are left out. */
function merged(
  { headers, settings }: Exchange,
  set: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const passedOn = Object.entries(headers).filter(
    ([name]) =>
      !OF_ONE_CONNECTION.has(name) && (settings.underscoresInHeaders ? /^[-\w]+$/ : /^[-A-Za-z0-9]+$/).test(name),
  );
  return Object.fromEntries(
    Object.entries({ ...Object.fromEntries(passedOn), ...set }).flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [[name, value]],
    ),
  );
}

const OF_ONE_CONNECTION: ReadonlySet<string> = new Set([
  ...['connection', 'expect', 'host', 'keep-alive', 'te', 'transfer-encoding', 'upgrade'],
]);

function forwardedFor({ client, headers, settings }: Exchange): string {
  const before = headers['x-forwarded-for'];
  const isFull = settings.useForwardedHeaders && settings.fullForwardedFor;
  return isFull && before !== undefined ? `${before}, ${client}` : client;
}
