import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import type { Headers } from '../../../dataplane/gateway/headers';
import type { GatewayRequest } from '../../../dataplane/gateway/request';
import { append } from '../../../terms/maps';

/** A request, of HTTP/1 or HTTP/2. */
export type AnyRequest = IncomingMessage | Http2ServerRequest;

/** Its answer. */
export type AnyResponse = ServerResponse | Http2ServerResponse;

/** The head of a request, as routers take it. */
export function requestHead(request: AnyRequest, tls: GatewayRequest['tls']): GatewayRequest {
  const { host: [host = ''] = [], ...headers } = headersOf(request);
  const authority = 'authority' in request ? request.authority : host;
  return {
    method: request.method ?? 'GET',
    host: authority === '' ? host : authority,
    path: request.url ?? '/',
    headers,
    ...(tls === undefined ? {} : { tls }),
  };
}

/** The fields of a message as they came, several of one name kept apart, without those of one connection only. */
export function headersOf({ rawHeaders }: Pick<IncomingMessage, 'rawHeaders'>): Headers {
  const found = new Map<string, string[]>();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    if (name.startsWith(':') || OF_ONE_CONNECTION.has(name)) continue;
    append(found, name, rawHeaders[index + 1] ?? '');
  }
  return Object.fromEntries(found);
}

const OF_ONE_CONNECTION: ReadonlySet<string> = new Set(['connection', 'keep-alive', 'proxy-connection']);

/** Fields as Node writes them. */
export function outgoing(headers: Headers): OutgoingHttpHeaders {
  return Object.fromEntries(
    Object.entries(headers).map(([name, values]) => [name, values.length === 1 ? values[0] : [...values]]),
  );
}
