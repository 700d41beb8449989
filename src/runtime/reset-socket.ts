import type net from 'node:net';
import { TLSSocket } from 'node:tls';

/**
 * Ends a connection with a reset, which keeps no port waiting. A connection that is about to end is only closed: Node would give up its
 * handle without closing it, so that neither the socket nor the process ever ends (seen in Node 20);
 * so is one of TLS, which Node cannot reset.
 */
export function resetSocket(socket: net.Socket): void {
  if (socket.destroyed) return;
  const isEnding = socket.writableEnded && !socket.writableFinished;
  if (isEnding || socket instanceof TLSSocket) socket.destroy();
  else socket.resetAndDestroy();
}
