import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import http from 'node:http';
import type { Duplex } from 'node:stream';
import type { Delivered, Listener } from '../../../dataplane/flow';
import type { ArrivingRequest } from '../../../dataplane/pods/answer-request';
import { answerRequest, isGrpc } from '../../../dataplane/pods/answer-request';
import type { Encounter, HttpAnswer } from '../../../dataplane/pods/netexec';
import { answerHttp } from '../../../dataplane/pods/netexec';
import type { Connection, Conntrack } from '../conntrack';
import { outgoing, requestHead } from '../proxy/messages';
import type { AnyServer } from '../serve-http';
import { endWith, respond, serveHttp } from '../serve-http';
import { ANSWERED_BY, identityOf, SEEN_CLIENT, SEEN_PATH, SEEN_REQUEST, TOOK } from './identity';

/** What processes have to know about where they run. */
export interface Surroundings {
  readonly conntrack: Conntrack;
  /** What `hostname` prints in a Pod (`namespace/name`). */
  readonly hostnameOf: (pod: string) => string;
}

/** The one HTTP server behind all Pods, external hosts and health checks: every connection says which one is meant. */
export function httpProcess(surroundings: Surroundings): http.Server {
  return answerAsPod(http.createServer(), surroundings);
}

/**
 * Has a server answer as whoever each connection is meant for.
 *
 * @param tells whether answers tell the request as it arrived
 */
export function answerAsPod<S extends AnyServer>(server: S, surroundings: Surroundings, tells = false): S {
  return serveHttp(server, surroundings.conntrack, {
    answer(request, response, connection) {
      const answer = answerOf(request, connection, surroundings, tells);
      if (answer === undefined) return void request.socket.destroy();
      // Answered before its body is read, a request would be cut off by the end of the connection.
      request.resume().once('end', () => respond(response, answer));
    },
    upgrade(request, socket, _head, { delivered: { listener } }) {
      if (listener.type === 'pod') acceptWebSocket(request, socket, listener.pod);
      else endWith(socket, 400);
    },
  });
}

type Answer = HttpAnswer & { readonly trailers?: Readonly<Record<string, string>> };

function answerOf(
  request: IncomingMessage,
  { delivered, sourcePort }: Connection,
  at: Surroundings,
  tells: boolean,
): Answer | undefined {
  const { listener } = delivered;
  const encounter: Encounter = { hostname: hostnameOf(listener, at), client: `${delivered.source}:${sourcePort}` };
  switch (listener.type) {
    case 'pod':
    case 'externalHost': {
      const content = contentOf(listener, request, encounter);
      if (!tells)
        return {
          ...content,
          headers: { ...content.headers, ...whoAndWhom(delivered), [SEEN_PATH]: request.url ?? '/' },
        };
      return tellingAnswer(listener, request, delivered, content);
    }
    case 'healthCheck':
      return answerHealthCheck(listener);
    case 'dns':
    case 'apiServer':
    case 'gateway':
    case 'ingress':
      throw new TypeError(`connections to '${listener.type}' belong to a server of their own`);
  }
}

/** An answer that also tells the request as it arrived, and comes as the Pod would give it. */
function tellingAnswer(
  listener: Listener,
  request: IncomingMessage,
  delivered: Delivered,
  content: HttpAnswer,
): Answer | undefined {
  const arriving = arrivingRequest(request);
  const answer = answerRequest(listener, arriving);
  if (answer === undefined) return undefined;
  const { status, headers, grpcStatus, delayMs } = answer;
  const own = outgoing(headers) as Record<string, string>;
  if (!answer.seen) return { status, body: '', headers: own };
  return {
    status,
    body: grpcStatus === undefined ? content.body : '',
    headers: {
      ...content.headers,
      ...own,
      ...whoAndWhom(delivered),
      ...(delayMs === 0 ? {} : { [TOOK]: String(delayMs) }),
      ...(isGrpc(arriving.headers) ? { 'content-type': 'application/grpc' } : {}),
      [SEEN_PATH]: arriving.path,
      [SEEN_REQUEST]: encodeURIComponent(JSON.stringify(arriving)),
    },
    ...(grpcStatus === undefined ? {} : { trailers: { 'grpc-status': String(grpcStatus) } }),
  };
}

function contentOf(listener: Listener, request: IncomingMessage, encounter: Encounter): HttpAnswer {
  return listener.type === 'pod' && listener.answers === 'hostname'
    ? { status: 200, body: encounter.hostname }
    : answerHttp(request.url ?? '/', request.headers, encounter);
}

function arrivingRequest(request: IncomingMessage): ArrivingRequest {
  const { servername } = request.socket as { servername?: string | false };
  const isSecure = 'encrypted' in request.socket && request.socket.encrypted === true;
  const { tls: _, ...head } = requestHead(request, undefined);
  const h2 = request.httpVersionMajor === 2;
  return { ...head, h2, ...(isSecure ? { tls: { sni: typeof servername === 'string' ? servername : '' } } : {}) };
}

/** Who answers with nothing but a name does not tell of the client. */
function whoAndWhom({ listener, source }: Delivered): Readonly<Record<string, string>> {
  const by = { [ANSWERED_BY]: identityOf(listener) ?? '' };
  return listener.type === 'pod' && listener.answers === 'hostname' ? by : { ...by, [SEEN_CLIENT]: source };
}

function hostnameOf(listener: Listener, at: Surroundings): string {
  if (listener.type === 'pod') return at.hostnameOf(listener.pod);
  return listener.type === 'externalHost' ? listener.name : '';
}

/** The answer of kube-proxy (pkg/proxy/healthcheck), the same on every path. */
function answerHealthCheck(listener: Extract<Listener, { type: 'healthCheck' }>): HttpAnswer {
  const [namespace, name] = listener.service.split('/');
  const { localEndpoints } = listener;
  return {
    status: listener.status,
    headers: { 'content-type': 'application/json', 'x-load-balancing-endpoint-weight': String(localEndpoints) },
    body: JSON.stringify({ service: { namespace, name }, localEndpoints, serviceProxyHealthy: true }),
  };
}

/** Accepts an upgrade and echoes what it is sent: enough to see that one gets through (RFC 6455, section 4.2.2). */
function acceptWebSocket(request: IncomingMessage, socket: Duplex, pod: string): void {
  const accept = createHash('sha1').update(`${request.headers['sec-websocket-key'] ?? ''}${WEBSOCKET_GUID}`);
  socket.write(
    [
      'HTTP/1.1 101 Switching Protocols',
      'Upgrade: websocket',
      'Connection: Upgrade',
      `Sec-WebSocket-Accept: ${accept.digest('base64')}`,
      `${ANSWERED_BY}: ${pod}`,
      '\r\n',
    ].join('\r\n'),
  );
  socket.pipe(socket);
}

const WEBSOCKET_GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
