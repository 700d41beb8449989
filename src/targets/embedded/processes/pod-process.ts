import http from 'node:http';
import http2 from 'node:http2';
import net from 'node:net';
import type { ServerCertificate } from '../../../model/server-certificate';
import { entryOf } from '../../../terms/maps';
import { isHttp2, isTls, onFirstBytes } from '../first-bytes';
import type { Surroundings } from './http-process';
import { answerAsPod } from './http-process';

/** What Pods that speak TLS have to know beyond {@link Surroundings}. */
export interface PodSurroundings extends Surroundings {
  /** The certificate in a Secret (`namespace/name`), if it has one. */
  readonly certificateIn: (secret: string) => ServerCertificate | undefined;
}

/** The server behind all Pods for clients that speak what the Pod does: HTTP/1 or HTTP/2, over TLS or without. */
export function podProcess(surroundings: PodSurroundings): net.Server {
  const server = net.createServer();
  const plain = answerAsPod(http.createServer(), surroundings, true);
  const h2c = answerAsPod(http2.createServer(), surroundings, true);
  const secured = new Map<string, http2.Http2SecureServer>();
  onFirstBytes(server, (socket, first) => {
    if (!isTls(first)) return void (isHttp2(first) ? h2c : plain).emit('connection', socket);
    const { remotePort = 0, localPort = 0 } = socket;
    const listener = surroundings.conntrack.find('tcp', remotePort, localPort)?.delivered.listener;
    const secret = listener?.type === 'pod' ? listener.secret : undefined;
    const pair = secret === undefined ? undefined : surroundings.certificateIn(secret);
    if (pair === undefined) return void socket.destroy();
    entryOf(secured, pair.cert, () => {
      const own = http2.createSecureServer({ allowHTTP1: true, cert: pair.cert, key: pair.key });
      own.on('tlsClientError', (_error, stream: net.Socket) => stream.destroy());
      return answerAsPod(own, surroundings, true);
    }).emit('connection', socket);
  });
  return server;
}
