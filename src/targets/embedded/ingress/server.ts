import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import type { IngressController } from '../../../dataplane/ingress/ingress-controller';
import type { Conntrack } from '../conntrack';
import type { HttpHandlers } from '../serve-http';
import { serveHttp } from '../serve-http';
import { Certificates } from './certificates';
import type { ProxyClient, ProxyContext } from './proxy';
import { IngressProxy } from './proxy';

/** What the ports of the Ingress controller have to know about where it runs. */
export interface IngressContext extends ProxyContext {
  readonly conntrack: Conntrack;
}

/** The HTTP port of the Ingress controller. */
export function ingressServer(controller: IngressController, context: IngressContext): http.Server {
  return serveHttp(
    http.createServer(),
    context.conntrack,
    proxyFor(controller, context, () => ({})),
  );
}

/**
 * The HTTPS port of the Ingress controller: serves the certificate that the controller has for a server name, and
 * closes the handshake where it has none.
 */
export function ingressTlsServer(controller: IngressController, context: IngressContext): https.Server {
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
  const secured = proxyFor(controller, context, (socket) => {
    const { servername } = socket as TLSSocket;
    return { tls: typeof servername === 'string' && servername !== '' ? { sni: servername } : {} };
  });
  return serveHttp(server, context.conntrack, secured);
}

type TlsOf = (socket: Duplex) => Pick<ProxyClient, 'tls'>;

function proxyFor(controller: IngressController, context: ProxyContext, tlsOf: TlsOf): Required<HttpHandlers> {
  const proxy = new IngressProxy(controller, context);
  return {
    answer: (request, response, { delivered: { source } }) =>
      proxy.answer(request, response, { source, ...tlsOf(request.socket) }),
    upgrade: (request, socket, head, { delivered: { source } }) =>
      proxy.upgrade(request, socket, head, { source, ...tlsOf(socket) }),
  };
}
