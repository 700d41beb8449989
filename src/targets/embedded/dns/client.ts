import { randomInt } from 'node:crypto';
import type { DnsQuestion } from '../../../dataplane/dns/answer';
import type { Budgets } from '../../budgets';
import { closeQuietly, LOOPBACK, sendQuietly, type Sockets } from '../sockets';
import type { DnsReply } from './messages';
import { parseReply, printQuery } from './messages';
import { withLength } from './server';

/** Where a DNS server really listens, on loopback. */
export interface DnsServerPorts {
  udp(): Promise<number>;
  tcp(): Promise<number>;
}

/** Asks DNS servers as a resolver does: over UDP, again after a silence, over TCP where the answer was cut. */
export class DnsClient {
  constructor(
    private readonly sockets: Sockets,
    private readonly budgets: Pick<Budgets, 'dnsTimeoutMs' | 'dnsAttempts'>,
  ) {}

  /** The reply of a server; undefined: it kept silent. */
  async ask(server: DnsServerPorts, question: DnsQuestion): Promise<DnsReply | undefined> {
    const id = randomInt(0x10000);
    const query = printQuery(id, question);
    const reply = await this.overUdp(await server.udp(), query, id);
    return reply?.truncated === true ? this.overTcp(await server.tcp(), query, id) : reply;
  }

  private async overUdp(port: number, query: Buffer, id: number): Promise<DnsReply | undefined> {
    const socket = await this.sockets.bind();
    try {
      return await new Promise<DnsReply | undefined>((resolve) => {
        const { dnsAttempts, dnsTimeoutMs } = this.budgets;
        let attempts = 0;
        let timer: NodeJS.Timeout | undefined;
        const finish = (reply: DnsReply | undefined): void => {
          clearTimeout(timer);
          resolve(reply);
        };
        const send = (): void => {
          if (attempts === dnsAttempts) return finish(undefined);
          attempts += 1;
          sendQuietly(socket, query, { port, address: LOOPBACK });
          timer = setTimeout(send, dnsTimeoutMs);
        };
        socket.on('message', (message) => {
          const reply = parseReply(message, id);
          if (reply !== undefined) finish(reply);
        });
        socket.once('close', () => finish(undefined));
        send();
      });
    } finally {
      closeQuietly(socket);
    }
  }

  private async overTcp(port: number, query: Buffer, id: number): Promise<DnsReply | undefined> {
    const socket = this.sockets.connect(port);
    socket.setTimeout(this.budgets.dnsTimeoutMs, () => socket.destroy());
    socket.write(withLength(query));
    let received = Buffer.alloc(0);
    try {
      for await (const chunk of socket) {
        received = Buffer.concat([received, chunk as Buffer]);
        if (received.length >= 2 && received.length >= 2 + received.readUInt16BE()) break;
      }
    } catch {
      return undefined;
    }
    return received.length < 2 ? undefined : parseReply(received.subarray(2, 2 + received.readUInt16BE()), id);
  }
}
