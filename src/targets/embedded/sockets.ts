import dgram from 'node:dgram';
import type { RemoteInfo } from 'node:dgram';
import net from 'node:net';

/** The only interface that the embedded target opens sockets on. */
export const LOOPBACK = '127.0.0.1';

/**
 * Everything that one deployment has open, so that closing it closes all of it and leaves nothing behind. Nothing else of the
 * target opens a socket, and no error of one is left to end the process: whoever uses it learns of its end.
 */
export class Sockets implements AsyncDisposable {
  private readonly servers = new Set<net.Server>();
  private readonly streams = new Set<net.Socket>();
  private readonly datagrams = new Set<dgram.Socket>();
  private closed = false;

  /** How many sockets are open. */
  get size(): number {
    return this.servers.size + this.streams.size + this.datagrams.size;
  }

  /** How many of them wait for connections: servers are opened when they are first needed, and stay. */
  get listening(): number {
    return this.servers.size;
  }

  /** Starts a server on a free port of the loopback interface, and says which. */
  async listen(server: net.Server): Promise<number> {
    server.on('connection', (socket) => this.track(socket));
    await new Promise<void>((resolve, reject) => {
      // Later ones are of connections that could not be accepted.
      server.on('error', reject);
      server.listen({ host: LOOPBACK, port: 0, backlog: 1024 }, resolve);
    });
    const port = portOf(server.address());
    this.servers.add(server);
    server.once('close', () => this.servers.delete(server));
    if (this.closed) await this[Symbol.asyncDispose]();
    return port;
  }

  /** Opens a UDP socket on a free port of the loopback interface. */
  async bind(): Promise<dgram.Socket> {
    const socket = dgram.createSocket('udp4');
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.bind({ address: LOOPBACK, port: 0 }, () => {
        socket.off('error', reject);
        resolve();
      });
    });
    // A datagram that nobody takes comes back as an error of the socket; whoever sent it has its own timeout.
    socket.on('error', () => undefined);
    this.datagrams.add(socket);
    socket.once('close', () => this.datagrams.delete(socket));
    if (this.closed) await this[Symbol.asyncDispose]();
    return socket;
  }

  /** Connects to a port of the loopback interface. */
  connect(port: number): net.Socket {
    return this.track(net.connect({ host: LOOPBACK, port, allowHalfOpen: true, noDelay: true }));
  }

  /** Has a connection closed with all others. */
  track<T extends net.Socket>(socket: T): T {
    this.streams.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => this.streams.delete(socket));
    if (this.closed) socket.destroy();
    return socket;
  }

  /** Closes everything, at once; what is opened later is closed as soon as it is open. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.closed = true;
    const closing: Promise<unknown>[] = [];
    for (const server of this.servers) closing.push(new Promise((resolve) => server.close(resolve)));
    for (const socket of this.datagrams) {
      closing.push(new Promise<void>((resolve) => socket.once('close', resolve)));
      closeQuietly(socket);
    }
    for (const stream of this.streams) {
      closing.push(new Promise((resolve) => stream.once('close', resolve)));
      stream.destroy();
    }
    await Promise.all(closing);
  }
}

/** Has a UDP socket take datagrams. One that cannot be dealt with is lost, as datagrams are. */
export function onDatagram(socket: dgram.Socket, take: (message: Buffer, from: RemoteInfo) => void): void {
  socket.on('message', (message, from) => {
    try {
      take(message, from);
    } catch {
      // Its sender has a timeout, and asks again or gives up.
    }
  });
}

/** Sends a datagram from a UDP socket that may be closed already; without a place, to where it is connected. */
export function sendQuietly(
  socket: dgram.Socket,
  message: Buffer | string,
  to?: Pick<RemoteInfo, 'port' | 'address'>,
): void {
  try {
    if (to === undefined) socket.send(message);
    else socket.send(message, to.port, to.address);
  } catch {
    // Lost, as datagrams are.
  }
}

/** Closes a UDP socket that may be closed already. */
export function closeQuietly(socket: dgram.Socket): void {
  try {
    socket.close();
  } catch {
    // It was closed together with everything else.
  }
}

function portOf(address: ReturnType<net.Server['address']>): number {
  if (address === null || typeof address === 'string') throw new TypeError('a TCP server without a TCP port');
  return address.port;
}
