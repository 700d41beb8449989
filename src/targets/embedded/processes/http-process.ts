import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import http from 'node:http';
import type { Duplex } from 'node:stream';
import type { Delivered, Listener } from '../../../dataplane/flow';
import type { Connection, Conntrack } from '../conntrack';
import type { Encounter, HttpAnswer } from '../../../dataplane/pods/netexec';
import { answerHttp } from '../../../dataplane/pods/netexec';
import { endWith, respond, serveHttp } from '../serve-http';
import { ANSWERED_BY, identityOf, SEEN_CLIENT, SEEN_PATH } from './identity';

/** What processes have to know about where they run. */
export interface Surroundings {
  readonly conntrack: Conntrack;
  /** What `hostname` prints in a Pod (`namespace/name`). */
  readonly hostnameOf: (pod: string) => string;
}

/** The one HTTP server behind all Pods, external hosts and health checks: every connection says which one is meant. */
export function httpProcess(surroundings: Surroundings): http.Server {
  return serveHttp(http.createServer(), surroundings.conntrack, {
    answer(request, response, connection) {
      const answer = answerOf(request, connection, surroundings);
      // Answered before its body is read, a request would be cut off by the end of the connection.
      request.resume().once('end', () => respond(response, answer));
    },
    upgrade(request, socket, _head, { delivered: { listener } }) {
      if (listener.type === 'pod') acceptWebSocket(request, socket, listener.pod);
      else endWith(socket, 400);
    },
  });
}

function answerOf(request: IncomingMessage, { delivered, sourcePort }: Connection, at: Surroundings): HttpAnswer {
  const { listener } = delivered;
  const encounter: Encounter = { hostname: hostnameOf(listener, at), client: `${delivered.source}:${sourcePort}` };
  switch (listener.type) {
    case 'pod':
    case 'externalHost': {
      const answer: HttpAnswer =
        listener.type === 'pod' && listener.answers === 'hostname'
          ? { status: 200, body: encounter.hostname }
          : answerHttp(request.url ?? '/', request.headers, encounter);
      return { ...answer, headers: { ...answer.headers, ...whoAndWhom(delivered), [SEEN_PATH]: request.url ?? '/' } };
    }
    case 'healthCheck':
      return answerHealthCheck(listener);
    case 'dns':
    case 'apiServer':
    case 'ingress':
      throw new TypeError(`connections to '${listener.type}' belong to a server of their own`);
  }
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
