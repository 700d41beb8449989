import type net from 'node:net';
import tls from 'node:tls';
import { SocksClient } from 'socks';
import type { HttpTarget } from '../../../probes/probe';
import type { Observation } from '../../observation';
import { ANSWERED_BY, WHO_ANSWERS } from '../processes/identity';
import { closeQuietly, LOOPBACK } from '../sockets';
import type { Sockets } from '../sockets';
import { portOf } from './connection-target';
import type { Destination } from './dial';
import { associate, dialTcp, outcomeOf, TargetFailure } from './dial';
import type { HttpReply } from './exchange';
import { HttpExchange } from './exchange';
import { addressIn, askWhoAndWhom } from './who-and-whom';

/** Where a try starts and how long it may take. */
export interface TryContext {
  /** Port of the gateway of the vantage point. */
  readonly gateway: number;
  readonly sockets: Sockets;
  readonly timeoutMs: number;
}

/** One try of a `tcp` probe: connects, and asks on that connection who answers and whom they see. */
export async function tryTcp(to: Destination, context: TryContext): Promise<Observation> {
  const socket = await dialTcp(context.gateway, to, context.timeoutMs);
  if (typeof socket === 'string') return { outcome: socket };
  return within(socket, context, () => askWhoAndWhom(socket, `${to.address}:${to.port}`));
}

/** One try of an `http` or `https` probe: one GET. Certificates are not verified, only reported. */
export async function tryHttp(to: Destination, target: HttpTarget, context: TryContext): Promise<Observation> {
  const socket = await dialTcp(context.gateway, to, context.timeoutMs);
  if (typeof socket === 'string') return { outcome: socket };
  return within(socket, context, async () => {
    const stream = target.protocol === 'https' ? await startTls(socket, target.sni) : socket;
    const exchange = new HttpExchange(stream);
    const reply = await exchange.get({ path: target.path ?? '/', host: hostHeaderOf(target) });
    const by = identityIn(reply);
    const certificate = stream instanceof tls.TLSSocket ? stream.getPeerX509Certificate()?.subject : undefined;
    return {
      outcome: 'reached',
      ...(by === undefined ? {} : { by }),
      status: reply.status,
      ...(certificate === undefined ? {} : { certificate: certificate.split('\n').join(', ') }),
    };
  });
}

/** One try of a `udp` probe: the two questions as datagrams from one socket. */
export async function tryUdp(to: Destination, context: TryContext): Promise<Observation> {
  const { control, relay } = await associate(context.gateway, context.timeoutMs);
  const socket = await context.sockets.bind();
  const remoteHost = { host: to.address, port: to.port };
  const ask = (question: string): Promise<string> =>
    new Promise((resolve) => {
      socket.once('message', (frame) => resolve(SocksClient.parseUDPFrame(frame).data.toString()));
      socket.send(SocksClient.createUDPFrame({ remoteHost, data: Buffer.from(question) }), relay, LOOPBACK);
    });
  try {
    return await within(control, context, () =>
      Promise.race([
        verdictOn(control),
        ask(WHO_ANSWERS).then(async (by): Promise<Observation> => {
          const clientIP = addressIn(await ask('clientip'));
          return { outcome: 'reached', by, ...(clientIP === undefined ? {} : { clientIP }) };
        }),
      ]),
    );
  } finally {
    closeQuietly(socket);
  }
}

/** What the gateway says became of a datagram that it did not deliver. */
function verdictOn(control: net.Socket): Promise<Observation> {
  return new Promise((resolve, reject) => {
    control.once('data', (reply: Buffer) => {
      const outcome = outcomeOf(reply[1]);
      if (outcome === undefined) reject(new TargetFailure(`the gateway replied ${reply[1]} to a datagram`));
      else resolve({ outcome });
    });
  });
}

/**
 * Runs an exchange on a connection, and ends the connection afterwards with a reset: closed in order, the thousands of
 * connections of a run would keep their ports for a minute each.
 */
async function within(
  socket: net.Socket,
  { sockets, timeoutMs }: TryContext,
  exchange: () => Promise<Observation>,
): Promise<Observation> {
  sockets.track(socket);
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<Observation>((resolve) => {
    timer = setTimeout(() => resolve({ outcome: 'timedOut' }), timeoutMs);
  });
  const closed = new Promise<Observation>((resolve) => {
    socket.once('error', () => resolve({ outcome: 'closed' }));
    socket.once('close', () => resolve({ outcome: 'closed' }));
  });
  try {
    return await Promise.race([exchange().catch(closedUnlessOurs), silence, closed]);
  } finally {
    clearTimeout(timer);
    if (!socket.destroyed) socket.resetAndDestroy();
  }
}

/** An exchange that ends early was closed by the other side, unless the target itself failed. */
function closedUnlessOurs(error: unknown): Observation {
  if (error instanceof TargetFailure) throw error;
  return { outcome: 'closed' };
}

function startTls(socket: net.Socket, sni: string | undefined): Promise<tls.TLSSocket> {
  return new Promise((resolve, reject) => {
    const options = { socket, rejectUnauthorized: false, ...(sni === undefined ? {} : { servername: sni }) };
    const secured: tls.TLSSocket = tls.connect(options, () => resolve(secured));
    secured.on('error', reject);
    secured.once('close', () => reject(new Error('closed in the handshake')));
  });
}

function identityIn({ headers }: HttpReply): string | undefined {
  const identity = headers[ANSWERED_BY];
  return typeof identity === 'string' ? identity : undefined;
}

/** The Host header as `curl` sends it: the port only where it is not that of the protocol. */
function hostHeaderOf({ protocol, host, port, hostHeader }: HttpTarget): string {
  if (hostHeader !== undefined) return hostHeader;
  const usual = portOf({ protocol, host });
  return port === undefined || port === usual ? host : `${host}:${port}`;
}
