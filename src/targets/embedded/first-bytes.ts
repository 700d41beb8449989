import type net from 'node:net';

/**
 * The first bytes that a client sends on a connection; they are read again by whoever gets the connection. Strangers that send
 * nothing get nothing.
 */
export function onFirstBytes(
  server: net.Server,
  take: (socket: net.Socket, first: Buffer) => void | Promise<void>,
): void {
  server.on('connection', (socket: net.Socket) => {
    socket.once('readable', () => {
      const first = socket.read() as Buffer | null;
      if (first === null) return void socket.destroy();
      socket.unshift(first);
      const taken = async () => take(socket, first);
      taken().catch(() => socket.destroy());
    });
  });
}

/** Whether these bytes begin a TLS handshake. */
export function isTls(first: Buffer): boolean {
  return first[0] === 0x16;
}

/** Whether these bytes begin HTTP/2 without TLS (RFC 9113, section 3.4). */
export function isHttp2(first: Buffer): boolean {
  return first.subarray(0, PREFACE.length).equals(PREFACE);
}

const PREFACE = Buffer.from('PRI * HTTP/2.0');
