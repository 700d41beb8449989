import type net from 'node:net';

/**
 * Ends a connection with a reset, which keeps no port waiting. A connection that is about to end is only closed: Node would give up its
 * handle without closing it, so that neither the socket nor the process ever ends (seen in Node 20).
 */
export function resetSocket(socket: net.Socket): void {
  if (socket.destroyed) return;
  if (socket.writableEnded && !socket.writableFinished) socket.destroy();
  else socket.resetAndDestroy();
}
