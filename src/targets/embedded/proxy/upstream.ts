import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import http2 from 'node:http2';
import type net from 'node:net';
import type { Readable } from 'node:stream';
import tls from 'node:tls';
import { isFor, namesWanted, serverNameFor } from '../../../dataplane/gateway/backend-tls';
import type { Destination } from '../../../dataplane/gateway/decision';
import type { Headers } from '../../../dataplane/gateway/headers';
import type { GatewayProfile } from '../../../model/gateway/profile';
import { headersOf, outgoing } from './messages';

/** A request to a backend. */
export interface UpstreamRequest {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly headers: Headers;
}

/** The head of its answer, and how the rest comes. */
export interface UpstreamAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readable;
  /** Fields behind the body; complete when that has ended. */
  trailers(): Headers;
}

/** Secures a connection to a backend as its policy says; rejects where the certificate is not that of the backend. */
export async function secured(
  socket: net.Socket,
  policy: NonNullable<Destination['tls']>,
  profile: GatewayProfile,
  { h2c = false }: Partial<Pick<Destination, 'h2c'>> = {},
): Promise<tls.TLSSocket> {
  const servername = serverNameFor(policy, profile);
  const stream = tls.connect({
    socket,
    ...(h2c ? { ALPNProtocols: ['h2'] } : {}),
    ...(servername === '' ? {} : { servername }),
    ...(policy.authorities.length === 0 ? {} : { ca: [...policy.authorities] }),
    checkServerIdentity: (_name, { raw }) => {
      const certificate = new X509Certificate(raw);
      return namesWanted(policy).some((name) => isFor(certificate, name))
        ? undefined
        : new Error('the certificate is for somebody else');
    },
  });
  await once(stream, 'secureConnect');
  return stream;
}

/** Sends a request over a connection, in HTTP/1.1 or HTTP/2; rejects when the connection ends before the answer. */
export function send(
  socket: net.Socket,
  request: UpstreamRequest,
  body: Readable,
  h2c: boolean,
): Promise<UpstreamAnswer> {
  return h2c ? sendHttp2(socket, request, body) : sendHttp1(socket, request, body);
}

function sendHttp1(
  socket: net.Socket,
  { method, path, host, headers }: UpstreamRequest,
  body: Readable,
): Promise<UpstreamAnswer> {
  return new Promise((resolve, reject) => {
    const request = http.request({
      method,
      path,
      headers: { host, ...outgoing(headers) },
      createConnection: () => socket,
    });
    request.once('response', (answer: http.IncomingMessage) => {
      answer.on('error', () => answer.destroy());
      resolve({
        status: answer.statusCode ?? 502,
        headers: headersOf(answer),
        body: answer,
        trailers: () => headersOf({ rawHeaders: answer.rawTrailers }),
      });
    });
    request.on('error', reject);
    body.pipe(request);
  });
}

function sendHttp2(
  socket: net.Socket,
  { method, path, host, headers }: UpstreamRequest,
  body: Readable,
): Promise<UpstreamAnswer> {
  return new Promise((resolve, reject) => {
    const session = http2.connect('http://backend', { createConnection: () => socket });
    session.on('error', reject);
    const { 'transfer-encoding': _, ...fields } = outgoing(headers);
    const stream = session.request({ ':method': method, ':path': path, ':authority': host, ...fields });
    let trailers: Headers = {};
    stream.on('error', reject);
    stream.on('trailers', (found: http2.IncomingHttpHeaders) => (trailers = fieldsOf(found)));
    stream.once('response', (found) => {
      resolve({ status: found[':status'] ?? 502, headers: fieldsOf(found), body: stream, trailers: () => trailers });
    });
    stream.once('close', () => session.close());
    body.pipe(stream);
  });
}

function fieldsOf(found: http2.IncomingHttpHeaders): Headers {
  return Object.fromEntries(
    Object.entries(found).flatMap(([name, value]) =>
      name.startsWith(':') || value === undefined ? [] : [[name, [value].flat()]],
    ),
  );
}
