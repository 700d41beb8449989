import http from 'node:http';
import http2 from 'node:http2';
import net from 'node:net';
import type { TLSSocket } from 'node:tls';
import tls from 'node:tls';
import type { Stream } from '../../../dataplane/gateway/decision';
import type { GatewayPort, GatewayRouter } from '../../../dataplane/gateway/router';
import { Turns } from '../../../dataplane/gateway/turns';
import type { ServerCertificate } from '../../../model/server-certificate';
import { entryOf } from '../../../terms/maps';
import type { Connection, Conntrack } from '../conntrack';
import { isHttp2, onFirstBytes } from '../first-bytes';
import type { ProxyContext } from '../proxy/request-proxy';
import { RequestProxy } from '../proxy/request-proxy';
import { secured } from '../proxy/upstream';
import type { AnyServer } from '../serve-http';
import { serveHttp } from '../serve-http';
import { join } from '../splice';
import { serverNameIn } from './client-hello';

/** What Gateways have to know about where they run. */
export interface GatewayContext extends ProxyContext {
  readonly conntrack: Conntrack;
}

/**
 * All TCP ports of all Gateways: every connection says which one is meant. Speaks HTTP/1 and HTTP/2, chooses certificates by server
 * name, and passes the bytes of TCP and TLS on where routes say so.
 *
 * @param router what they do now: objects may be added while they run
 */
export function gatewayServer(router: () => GatewayRouter, context: GatewayContext): net.Server {
  const server = net.createServer();
  const ports = new GatewayPorts(router, context);
  onFirstBytes(server, (socket, first) => ports.take(socket, first));
  return server;
}

class GatewayPorts {
  private readonly turns = new Turns();
  private readonly proxies = new Map<string, RequestProxy>();
  private readonly plain: http.Server;
  private readonly h2c: http2.Http2Server;
  private readonly secure = new Map<string, http2.Http2SecureServer>();
  private readonly terminating = new Map<string, tls.Server>();

  constructor(
    private readonly router: () => GatewayRouter,
    private readonly context: GatewayContext,
  ) {
    this.plain = this.served(http.createServer());
    this.h2c = this.served(http2.createServer());
  }

  async take(socket: net.Socket, first: Buffer): Promise<void> {
    const { remotePort = 0, localPort = 0 } = socket;
    const listener = this.context.conntrack.find('tcp', remotePort, localPort)?.delivered.listener;
    if (listener?.type !== 'gateway') return void socket.destroy();
    switch (listener.protocol) {
      case 'HTTP':
        return void (isHttp2(first) ? this.h2c : this.plain).emit('connection', socket);
      case 'TLS':
        return this.greet(socket, listener, serverNameIn(first));
      case 'TCP':
      case 'UDP':
        return this.stream(socket, this.router().connect(listener));
    }
  }

  private greet(socket: net.Socket, at: GatewayPort, sni: string | undefined): Promise<void> | void {
    const greeting = this.router().greet(at, sni);
    if (greeting.action !== 'terminate') return this.stream(socket, greeting);
    const { certificate, listener } = greeting;
    const server = listener.protocol === 'TLS' ? this.terminatingWith(certificate) : this.secureWith(certificate);
    server.emit('connection', socket);
  }

  /** Bytes go to a backend as they are; those of a connection that was terminated, over TLS where a policy says so. */
  private async stream(
    socket: net.Socket,
    decision: Stream | { readonly action: 'close' },
    isTerminated = false,
  ): Promise<void> {
    const destination =
      decision.action === 'stream' ? this.turns.destination(decision.reason, decision.destinations) : undefined;
    const endpoint = destination && this.turns.endpoint('stream', destination);
    const { network, from, profile = 'spec' } = this.context;
    const arrival = endpoint && network.connect({ from, protocol: 'TCP', ...endpoint });
    if (arrival?.action !== 'deliver') return void socket.destroy();
    const opened = await network.openTcp(arrival, { anyProtocol: true });
    const policy = isTerminated ? destination?.tls : undefined;
    const upstream = policy === undefined ? opened : await secured(opened, policy, profile);
    if (socket.destroyed) return void upstream.destroy();
    socket.once('close', () => upstream.destroy());
    join(socket, upstream);
  }

  private secureWith(certificate: ServerCertificate): http2.Http2SecureServer {
    return entryOf(this.secure, certificate.cert, () => {
      const { cert, key } = certificate;
      const server = http2.createSecureServer({ allowHTTP1: true, cert, key });
      server.on('tlsClientError', (_error, socket: net.Socket) => socket.destroy());
      return this.served(server);
    });
  }

  private terminatingWith(certificate: ServerCertificate): tls.Server {
    return entryOf(this.terminating, certificate.cert, () => {
      const { cert, key } = certificate;
      const server = tls.createServer({ cert, key }, (socket) => {
        socket.on('error', () => socket.destroy());
        const at = this.portOf(socket);
        const stream = at === undefined ? undefined : this.router().connect(at, serverNameOf(socket));
        this.stream(socket, stream ?? { action: 'close' }, true).catch(() => socket.destroy());
      });
      server.on('tlsClientError', (_error, socket) => socket.destroy());
      return server;
    });
  }

  private portOf({ remotePort = 0, localPort = 0 }: net.Socket): GatewayPort | undefined {
    const listener = this.context.conntrack.find('tcp', remotePort, localPort)?.delivered.listener;
    return listener?.type === 'gateway' ? listener : undefined;
  }

  private served<S extends AnyServer>(server: S): S {
    return serveHttp(server, this.context.conntrack, {
      answer: (request, response, connection) =>
        this.proxyOf(connection).answer(request, response, clientOf(connection, request.socket)),
      upgrade: (request, socket, head, connection) =>
        this.proxyOf(connection).upgrade(request, socket, head, clientOf(connection, request.socket)),
    });
  }

  private proxyOf({ delivered: { listener } }: Connection): RequestProxy {
    if (listener.type !== 'gateway') throw new TypeError('the connection does not belong to a Gateway');
    const { gateway, port } = listener;
    const decide = (request: Parameters<GatewayRouter['route']>[1]) => this.router().route({ gateway, port }, request);
    return entryOf(this.proxies, `${gateway} ${port}`, () => new RequestProxy(decide, this.context));
  }
}

function clientOf({ delivered: { source } }: Connection, socket: net.Socket) {
  const isSecure = 'encrypted' in socket && socket.encrypted === true;
  return { source, ...(isSecure ? { tls: { sni: serverNameOf(socket as TLSSocket) } } : {}) };
}

function serverNameOf({ servername }: TLSSocket): string {
  return typeof servername === 'string' ? servername : '';
}
