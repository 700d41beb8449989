import type { IncomingMessage, ServerResponse } from 'node:http';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { publicStatusOf } from '../../../dataplane/public-paths';
import { selfSigned } from '../../../runtime/self-signed';
import type { Conntrack } from '../conntrack';
import { respond, serveHttp } from '../serve-http';

/**
 * The API server, as somebody without credentials meets it: TLS; the paths of `system:public-info-viewer` answered,
 * all others forbidden; plain HTTP is told that it is wrong.
 */
export function apiServerProcess(conntrack: Conntrack): net.Server {
  const overTls = serveHttp(https.createServer(selfSigned('kube-apiserver')), conntrack, { answer });
  const plain = serveHttp(http.createServer(), conntrack, {
    answer: (_request, response) => respond(response, WRONG_PROTOCOL),
  });
  overTls.on('tlsClientError', (_error, socket) => socket.destroy());
  return net.createServer((socket) => {
    socket.once('data', (first) => {
      socket.pause();
      socket.unshift(first);
      if (first[0] === TLS_HANDSHAKE) return void overTls.emit('connection', socket);
      plain.emit('connection', socket);
      socket.resume();
    });
  });
}

/** The first byte of a TLS connection (RFC 8446, section 5.1). */
const TLS_HANDSHAKE = 22;

const WRONG_PROTOCOL = {
  status: 400,
  headers: { connection: 'close' },
  body: 'Client sent an HTTP request to an HTTPS server.\n',
};

function answer({ url = '/' }: IncomingMessage, response: ServerResponse): void {
  const { pathname } = new URL(url.startsWith('/') ? `https://kubernetes${url}` : url, 'https://kubernetes');
  if (publicStatusOf(pathname) === 200) return respond(response, { status: 200, body: 'ok' });
  const message = `forbidden: User "system:anonymous" cannot get path "${pathname}"`;
  const status = { kind: 'Status', apiVersion: 'v1', status: 'Failure', message, reason: 'Forbidden', code: 403 };
  respond(response, {
    status: 403,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(status),
  });
}
