import type { IncomingMessage, RequestListener } from 'node:http';
import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import type { IngressController } from '../../../dataplane/ingress/ingress-controller';
import { Certificates } from './certificates';
import type { ProxyContext } from './proxy';
import { IngressProxy } from './proxy';

/** The HTTP port of the Ingress controller. */
export function ingressServer(controller: IngressController, context: ProxyContext): http.Server {
  const proxy = new IngressProxy(controller, context);
  return withHandlers(http.createServer(), proxy, () => ({}));
}

/**
 * The HTTPS port of the Ingress controller: serves the certificate that the controller has for a server name, and
 * closes the handshake where it has none.
 */
export function ingressTlsServer(controller: IngressController, context: ProxyContext): https.Server {
  const proxy = new IngressProxy(controller, context);
  const certificates = new Certificates();
  const server = https.createServer({
    SNICallback: (name, done) => {
      try {
        const certificate = controller.certificateFor(name);
        if (certificate === undefined) done(new Error(`no certificate for ${name}`));
        else done(null, certificates.contextOf(certificate));
      } catch (error) {
        done(error as Error);
      }
    },
  });
  server.on('tlsClientError', (_error, socket) => socket.destroy());
  return withHandlers(server, proxy, (socket) => {
    const { servername } = socket as TLSSocket;
    return { tls: typeof servername === 'string' && servername !== '' ? { sni: servername } : {} };
  });
}

type TlsOf = (socket: Duplex) => { readonly tls?: { readonly sni?: string } };

function withHandlers<S extends http.Server | https.Server>(server: S, proxy: IngressProxy, tlsOf: TlsOf): S {
  const answer: RequestListener = (request, response) => {
    proxy.answer(request, response, tlsOf(request.socket)).catch(() => response.destroy());
  };
  server.on('request', answer);
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    proxy.upgrade(request, socket, head, tlsOf(socket)).catch(() => socket.destroy());
  });
  server.on('clientError', (_error: Error, socket: Duplex) => socket.destroy());
  return server;
}
