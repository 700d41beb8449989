import { normalizedPath } from '../ingress/request-path';
import type { Headers } from './headers';

/** An HTTP request that arrives at a Gateway. */
export interface GatewayRequest {
  readonly method: string;
  /** The Host header, as it was sent. */
  readonly host: string;
  /** The request target: path and query. */
  readonly path: string;
  /** Without `host`. */
  readonly headers: Headers;
  /** Present when the request came over TLS that the Gateway terminated, for this server name. */
  readonly tls?: { readonly sni: string };
}

/** A request target, taken apart. */
export interface Target {
  /** Unreserved characters unescaped, slashes merged, `.` and `..` resolved. */
  readonly path: string;
  /** With its question mark; empty where there is none. */
  readonly query: string;
}

/** The parts of a request target as routes compare them. */
export function targetOf(requested: string): Target {
  const [whole = ''] = requested.split('#', 1);
  const mark = whole.indexOf('?');
  return { path: normalizedPath(whole), query: mark < 0 ? '' : whole.slice(mark) };
}

/** The first value of a query parameter, as it is written; undefined where there is none. */
export function queryValue(query: string, name: string): string | undefined {
  for (const pair of query.slice(1).split('&')) {
    const equals = pair.indexOf('=');
    if ((equals < 0 ? pair : pair.slice(0, equals)) === name) return equals < 0 ? '' : pair.slice(equals + 1);
  }
  return undefined;
}
