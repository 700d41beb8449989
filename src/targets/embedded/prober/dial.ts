import type net from 'node:net';
import type { SocksClientOptions } from 'socks';
import { SocksClient } from 'socks';
import type { Outcome } from '../../../probes/probe';
import { REPLY } from '../gateway/socks-wire';
import { LOOPBACK } from '../sockets';

/** Something of the target itself did not work, so that nothing was learnt about the network it stands for. */
export class TargetFailure extends Error {
  override readonly name = 'TargetFailure';
}

/** A destination in the cluster; the address is an IP address. */
export interface Destination {
  readonly address: string;
  readonly port: number;
}

/** Opens a connection from the vantage point behind a gateway; an outcome: the cluster did not let it through. */
export async function dialTcp(gateway: number, to: Destination, timeoutMs: number): Promise<net.Socket | Outcome> {
  const granted = await handshake('connect', gateway, to, timeoutMs);
  return typeof granted === 'string' ? granted : granted.socket;
}

export interface Association {
  /** The connection that the association lives as long as, and on which the gateway says what became of datagrams. */
  readonly control: net.Socket;
  /** Port on loopback that takes the datagrams. */
  readonly relay: number;
}

/** Asks a gateway to relay datagrams. */
export async function associate(gateway: number, timeoutMs: number): Promise<Association> {
  const granted = await handshake('associate', gateway, { address: '0.0.0.0', port: 0 }, timeoutMs);
  if (typeof granted === 'string') throw new TargetFailure(`the gateway on port ${gateway} does not relay UDP`);
  return { control: granted.socket, relay: granted.relay };
}

/** The outcome that a gateway's reply code stands for; undefined: a failure of the gateway itself. */
export function outcomeOf(reply: number | undefined): Outcome | undefined {
  switch (reply) {
    case REPLY.connectionRefused:
      return 'refused';
    case REPLY.ttlExpired:
      return 'timedOut';
    case REPLY.hostUnreachable:
      return 'unresolved';
    default:
      return undefined;
  }
}

async function handshake(
  command: 'connect' | 'associate',
  gateway: number,
  { address, port }: Destination,
  timeoutMs: number,
): Promise<{ readonly socket: net.Socket; readonly relay: number } | Outcome> {
  const options: SocksClientOptions = {
    command,
    proxy: { host: LOOPBACK, port: gateway, type: 5 },
    destination: { host: address, port },
    timeout: timeoutMs,
    set_tcp_nodelay: true,
  };
  try {
    const { socket, remoteHost } = await established(new SocksClient(options));
    return { socket, relay: remoteHost?.port ?? 0 };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const outcome = outcomeOf(replyIn(message));
    if (outcome !== undefined) return outcome;
    throw new TargetFailure(`the gateway on port ${gateway} failed: ${message}`, { cause: error });
  }
}

type Established = Awaited<ReturnType<typeof SocksClient.createConnection>>;

function established(client: SocksClient): Promise<Established> {
  return new Promise((resolve, reject) => {
    client.once('established', resolve as (...args: unknown[]) => void);
    client.once('error', reject as (...args: unknown[]) => void);
    client.connect();
  });
}

/** The `socks` package tells the reply code only by its name, at the end of the message. */
function replyIn(message: string): number | undefined {
  return REPLY_NAMES[message.slice(message.lastIndexOf(' ') + 1)];
}

const REPLY_NAMES: Readonly<Record<string, number>> = {
  ConnectionRefused: REPLY.connectionRefused,
  TTLExpired: REPLY.ttlExpired,
  HostUnreachable: REPLY.hostUnreachable,
};
