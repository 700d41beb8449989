import type net from 'node:net';
import tls from 'node:tls';
import type { Delivered } from '../../../dataplane/flow';
import type { Observation } from '../../../probes/observation';
import type { HttpTarget } from '../../../probes/probe';
import { hostHeaderOf } from '../../../probes/probe';
import { resetSocket } from '../../../runtime/reset-socket';
import type { Network } from '../network';
import { ANSWERED_BY, SEEN_PATH, WHO_AND_WHOM } from '../processes/identity';
import { closeQuietly } from '../sockets';
import type { HttpReply } from './http-exchange';
import { exchangeGet } from './http-exchange';
import { askWhoAndWhom } from './who-and-whom';

/** Where a connection arrived, and how long its exchange may take. */
export interface Arrival {
  readonly delivered: Delivered;
  readonly network: Network;
  readonly timeoutMs: number;
}

/** One try of a `tcp` probe: connects, and asks who answers and whom they see. */
export async function exchangeTcp(host: string, { delivered, network, timeoutMs }: Arrival): Promise<Observation> {
  const socket = await network.openTcp(delivered);
  return within(socket, timeoutMs, () => askWhoAndWhom(socket, host));
}

/** One try of an `http` or `https` probe: one GET. Certificates are not verified, only reported. */
export async function exchangeHttp(
  target: HttpTarget,
  { delivered, network, timeoutMs }: Arrival,
): Promise<Observation> {
  const socket = await network.openTcp(delivered);
  return within(socket, timeoutMs, async () => {
    const stream = target.protocol === 'https' ? await startTls(socket, target.sni) : socket;
    const { path = '/', method = 'GET', headers = {} } = target;
    const reply = await exchangeGet(stream, { path, host: hostHeaderOf(target), method, headers });
    const by = headerOf(reply, ANSWERED_BY);
    const seenPath = delivered.listener.type === 'ingress' ? headerOf(reply, SEEN_PATH) : undefined;
    const certificate = stream instanceof tls.TLSSocket ? stream.getPeerX509Certificate()?.subject : undefined;
    return {
      outcome: 'reached',
      ...(by === undefined ? {} : { by }),
      status: reply.status,
      ...(certificate === undefined ? {} : { certificate: certificate.split('\n').join(', ') }),
      ...(reply.headers.location === undefined ? {} : { location: reply.headers.location }),
      ...(seenPath === undefined ? {} : { seenPath }),
    };
  });
}

/** One try of a `udp` probe: the question as a datagram. */
export async function exchangeUdp({ delivered, network, timeoutMs }: Arrival): Promise<Observation> {
  const socket = await network.openUdp(delivered);
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Observation>((resolve) => {
      timer = setTimeout(() => resolve({ outcome: 'timedOut' }), timeoutMs);
      socket.once('message', (answer) => {
        const [by = '', clientIP = ''] = answer.toString().split(' ');
        resolve({ outcome: 'reached', by, clientIP });
      });
      socket.once('close', () => resolve({ outcome: 'closed' }));
      socket.send(WHO_AND_WHOM);
    });
  } finally {
    clearTimeout(timer);
    closeQuietly(socket);
  }
}

/**
 * Runs an exchange on a connection, and ends the connection afterwards with a reset: closed in order, the thousands of
 * connections of a run would keep their ports for a minute each. An exchange that fails was ended by the other side.
 */
export async function within<O = Observation>(
  socket: net.Socket,
  timeoutMs: number,
  exchange: () => Promise<O>,
): Promise<O | { readonly outcome: Observation['outcome'] }> {
  let timer: NodeJS.Timeout | undefined;
  type Nothing = { readonly outcome: Observation['outcome'] };
  const silence = new Promise<Nothing>((resolve) => {
    timer = setTimeout(() => resolve({ outcome: 'timedOut' }), timeoutMs);
  });
  const closed = new Promise<Nothing>((resolve) => {
    socket.once('error', () => resolve({ outcome: 'closed' }));
    socket.once('close', () => resolve({ outcome: 'closed' }));
  });
  try {
    return await Promise.race([exchange().catch((): Nothing => ({ outcome: 'closed' })), silence, closed]);
  } finally {
    clearTimeout(timer);
    resetSocket(socket);
  }
}

export function startTls(socket: net.Socket, sni: string | undefined): Promise<tls.TLSSocket> {
  return new Promise((resolve, reject) => {
    const options = { socket, rejectUnauthorized: false, ...(sni === undefined ? {} : { servername: sni }) };
    const secured: tls.TLSSocket = tls.connect(options, () => resolve(secured));
    secured.on('error', reject);
    secured.once('close', () => reject(new Error('closed in the handshake')));
  });
}

function headerOf({ headers }: HttpReply, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}
