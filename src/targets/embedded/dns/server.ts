import type dgram from 'node:dgram';
import net from 'node:net';
import type { DnsAnswer, DnsQuestion } from '../../../dataplane/dns/answer';
import { onDatagram, sendQuietly } from '../sockets';
import { answerQuery } from './messages';

export type Resolve = (question: DnsQuestion) => DnsAnswer;

/** Has a UDP socket answer DNS queries. */
export function serveDns(socket: dgram.Socket, resolve: Resolve): void {
  onDatagram(socket, (query, from) => {
    const reply = answerQuery(query, 'udp', resolve);
    if (reply !== undefined) sendQuietly(socket, reply, from);
  });
}

/** A DNS server over TCP: every message comes after its length in two bytes (RFC 1035, section 4.2.2). */
export function dnsTcpServer(resolve: Resolve): net.Server {
  return net.createServer({ noDelay: true }, (socket) => {
    let pending = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      pending = Buffer.concat([pending, chunk]);
      while (pending.length >= 2 && pending.length >= 2 + pending.readUInt16BE()) {
        const end = 2 + pending.readUInt16BE();
        const reply = answerQuery(pending.subarray(2, end), 'tcp', resolve);
        pending = pending.subarray(end);
        if (reply === undefined) return void socket.destroy();
        socket.write(withLength(reply));
      }
    });
  });
}

/** A message with its length before it. */
export function withLength(message: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(message.length);
  return Buffer.concat([length, message]);
}
