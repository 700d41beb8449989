import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import http from 'node:http';
import type { Http2SecureServer, Http2Server, ServerHttp2Session } from 'node:http2';
import type https from 'node:https';
import type net from 'node:net';
import type { Duplex } from 'node:stream';
import type { Connection, Conntrack } from './conntrack';

/** What a server does with requests, each with the connection of the cluster that it came on. */
export interface HttpHandlers {
  answer(request: IncomingMessage, response: ServerResponse, connection: Connection): void | Promise<void>;
  /** Default: the request is answered as if it asked for no upgrade. */
  upgrade?(request: IncomingMessage, socket: Duplex, head: Buffer, connection: Connection): void | Promise<void>;
}

/** A server of HTTP/1, of HTTP/2 or of both. Requests and answers of HTTP/2 have all that is used of those of HTTP/1 here. */
export type AnyServer = http.Server | https.Server | Http2Server | Http2SecureServer;

/**
 * How long a connection of HTTP/2 stays on which nothing happens. After an error of the protocol Node reads nothing more from it and keeps
 * it (seen in Node 20), so that nobody notices that the client has left.
 */
const IDLE_MS = 10_000;

/** So many times as long it stays where requests are being answered: on a busy machine their backends take their time. */
const PATIENCE = 6;

/**
 * Has a server answer every request with something, whatever it is.
 *
 * Connections that the network of the target did not make are refused before anything of a request is looked at: a web page
 * that finds the port drives nothing, whatever name it has for it (DNS rebinding), while probes may carry any Host.
 */
export function serveHttp<S extends AnyServer>(server: S, conntrack: Conntrack, handlers: HttpHandlers): S {
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    attempt(
      () => handlers.answer(request, response, madeByNetwork(request.socket, conntrack)),
      (status) => respond(response, { status, headers: { connection: 'close' }, body: http.STATUS_CODES[status] }),
    );
  });
  (server as Http2Server).on('session', cutWhenIdle);
  server.on('connect', (_request: IncomingMessage, socket: Duplex) => endWith(socket, 405));
  if (handlers.upgrade !== undefined) {
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      socket.on('error', () => socket.destroy());
      attempt(
        () => handlers.upgrade?.(request, socket, head, madeByNetwork(request.socket, conntrack)),
        (status) => endWith(socket, status),
      );
    });
  }
  return server;
}

function cutWhenIdle(session: ServerHttp2Session): void {
  let answering = 0;
  let waited = 0;
  session.on('stream', (stream) => {
    answering++;
    waited = 0;
    stream.once('close', () => answering--);
  });
  const cut = () => {
    if (answering === 0 || ++waited === PATIENCE) session.destroy();
    else session.setTimeout(IDLE_MS, cut);
  };
  session.setTimeout(IDLE_MS, cut);
}

/** Answers a request; what cannot be written as it is becomes 400, and what has been answered already is cut off. */
export function respond(
  response: ServerResponse,
  {
    status,
    headers = {},
    body = '',
    trailers,
  }: {
    status: number;
    headers?: OutgoingHttpHeaders;
    body?: string | undefined;
    trailers?: Readonly<Record<string, string>>;
  },
): void {
  if (response.headersSent) return void response.destroy();
  try {
    response.writeHead(status, {
      'content-type': 'text/plain',
      ...(trailers === undefined ? { 'content-length': Buffer.byteLength(body) } : {}),
      ...headers,
    });
  } catch {
    response.writeHead(400, { 'content-length': 0 }).end();
    return;
  }
  if (body !== '' || trailers === undefined) return void response.end(body);
  response.addTrailers(trailers);
  response.end();
}

/** Answers on a connection that no longer speaks HTTP, and ends it; what else comes is read, or its end would not be noticed. */
export function endWith(socket: Duplex, status: number): void {
  socket.resume();
  socket.end(`HTTP/1.1 ${status} ${http.STATUS_CODES[status] ?? ''}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

/** A connection that nobody in the target made. */
class Stranger extends Error {}

function madeByNetwork({ remotePort = 0, localPort = 0 }: net.Socket, conntrack: Conntrack): Connection {
  const connection = conntrack.find('tcp', remotePort, localPort);
  if (connection === undefined) throw new Stranger();
  return connection;
}

function attempt(handle: () => void | Promise<void>, refuse: (status: 400 | 403) => void): void {
  const handled = async () => handle();
  handled().catch((error: unknown) => refuse(error instanceof Stranger ? 403 : 400));
}
