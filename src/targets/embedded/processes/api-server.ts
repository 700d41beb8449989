import type { RequestListener } from 'node:http';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { publicStatusOf } from '../../../dataplane/public-paths';
import { selfSigned } from './self-signed';

/**
 * The API server, as somebody without credentials meets it: TLS; the paths of `system:public-info-viewer` answered,
 * all others forbidden; plain HTTP is told that it is wrong.
 */
export function apiServerProcess(): net.Server {
  const overTls = https.createServer(selfSigned('kube-apiserver'), answer);
  const plain = http.createServer((_request, response) => {
    response.writeHead(400, { connection: 'close' }).end('Client sent an HTTP request to an HTTPS server.\n');
  });
  for (const server of [overTls, plain]) server.on('clientError', (_error, socket) => socket.destroy());
  overTls.on('tlsClientError', (_error, socket) => socket.destroy());
  return net.createServer((socket) => {
    socket.on('error', () => socket.destroy());
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

const answer: RequestListener = ({ url = '/' }, response) => {
  const { pathname } = new URL(url, 'https://kubernetes.default.svc');
  if (publicStatusOf(pathname) === 200) return void response.writeHead(200, { 'content-type': 'text/plain' }).end('ok');
  const message = `forbidden: User "system:anonymous" cannot get path "${pathname}"`;
  const status = { kind: 'Status', apiVersion: 'v1', status: 'Failure', message, reason: 'Forbidden', code: 403 };
  response.writeHead(403, { 'content-type': 'application/json' }).end(JSON.stringify(status));
};
