import type { IncomingHttpHeaders } from 'node:http';
import http from 'node:http';
import type net from 'node:net';

export interface HttpRequest {
  readonly path: string;
  readonly host: string;
  /** Default: `GET`. */
  readonly method?: string;
  /** Further headers. Default: none. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface HttpReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/**
 * The reply to a request without a body over a connection that is open already, and stays open; the path is sent as it is. Rejects when the
 * connection ends before.
 */
export function exchangeGet(
  socket: net.Socket,
  { path, host, method = 'GET', headers: more = {} }: HttpRequest,
): Promise<HttpReply> {
  return new Promise((resolve, reject) => {
    const headers = { ...more, host, connection: 'keep-alive' };
    const request = http.request({ path, method, headers, createConnection: () => socket }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (body += chunk));
      response.once('error', reject);
      response.once('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    request.once('error', reject);
    request.end();
  });
}
