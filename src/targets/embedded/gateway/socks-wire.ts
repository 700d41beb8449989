import net from 'node:net';
import { ByteReader, SocksProtocolError } from './byte-reader';

/** The part of SOCKS 5 (RFC 1928) that a gateway speaks: no authentication, CONNECT and UDP ASSOCIATE. */

/** Reply codes of RFC 1928, section 6. */
export const REPLY = Object.freeze({
  succeeded: 0,
  failure: 1,
  hostUnreachable: 4,
  connectionRefused: 5,
  ttlExpired: 6,
  commandNotSupported: 7,
  addressTypeNotSupported: 8,
});

export type Command = 'connect' | 'associate';

export interface Endpoint {
  /** An IP address, or a name that the other side is to resolve. */
  readonly host: string;
  readonly port: number;
}

export interface SocksRequest extends Endpoint {
  readonly command: Command | 'other';
}

/** Reads greeting and request of a client that has just connected; answers the greeting. */
export async function readRequest(socket: net.Socket): Promise<SocksRequest> {
  const bytes = new ByteReader(socket);
  const [version = 0, methods = 0] = await bytes.take(2);
  if (version !== 5) throw new SocksProtocolError(`the client speaks SOCKS version ${version}, the gateway version 5`);
  const offered = await bytes.take(methods);
  socket.write(Uint8Array.of(5, offered.includes(NO_AUTHENTICATION) ? NO_AUTHENTICATION : NO_ACCEPTABLE_METHOD));
  const [, command = 0, , addressType = 0] = await bytes.take(4);
  const host = await readHost(bytes, addressType);
  const port = (await bytes.take(2)).readUInt16BE();
  bytes.release();
  return { command: COMMANDS[command] ?? 'other', host, port };
}

const NO_AUTHENTICATION = 0;
const NO_ACCEPTABLE_METHOD = 0xff;
const COMMANDS: Readonly<Record<number, Command>> = { 1: 'connect', 3: 'associate' };
const IPV4 = 1;
const NAME = 3;
const IPV6 = 4;

async function readHost(bytes: ByteReader, addressType: number): Promise<string> {
  if (addressType === IPV4) return printHost(addressType, await bytes.take(4));
  if (addressType === IPV6) return printHost(addressType, await bytes.take(16));
  if (addressType !== NAME) throw new SocksProtocolError(`address type ${addressType} is none of 1, 3 and 4`);
  const length = (await bytes.take(1)).readUInt8();
  return printHost(addressType, await bytes.take(length));
}

/** A reply; `bound` is the IPv4 address that the gateway uses, all zeros where it means nothing. */
export function printReply(code: number, bound: Endpoint = { host: '0.0.0.0', port: 0 }): Buffer {
  const reply = Buffer.alloc(10);
  reply.set([5, code, 0, IPV4, ...parseIPv4(bound.host)]);
  reply.writeUInt16BE(bound.port, 8);
  return reply;
}

/** A datagram with the header of RFC 1928, section 7; undefined: it is a fragment, or none of ours. */
export function parseDatagram(datagram: Buffer): (Endpoint & { readonly data: Buffer }) | undefined {
  if (datagram.length < 5 || datagram[2] !== 0) return undefined;
  const nameLength = datagram.readUInt8(4);
  const ends: Readonly<Record<number, number>> = { [IPV4]: 8, [NAME]: 5 + nameLength, [IPV6]: 20 };
  const addressType = datagram.readUInt8(3);
  const end = ends[addressType];
  if (end === undefined || datagram.length < end + 2) return undefined;
  const host = printHost(addressType, datagram.subarray(addressType === NAME ? 5 : 4, end));
  return { host, port: datagram.readUInt16BE(end), data: datagram.subarray(end + 2) };
}

/** A datagram to the client; `from` is the address that the client sent to. */
export function printDatagram(from: Endpoint, data: Buffer): Buffer {
  const port = Buffer.alloc(2);
  port.writeUInt16BE(from.port);
  const host = net.isIPv4(from.host)
    ? Buffer.of(IPV4, ...parseIPv4(from.host))
    : Buffer.concat([Buffer.of(NAME, from.host.length), Buffer.from(from.host, 'latin1')]);
  return Buffer.concat([Buffer.of(0, 0, 0), host, port, data]);
}

function parseIPv4(address: string): number[] {
  return address.split('.').map(Number);
}

function printHost(addressType: number, bytes: Buffer): string {
  if (addressType === NAME) return bytes.toString('latin1');
  if (addressType === IPV4) return bytes.join('.');
  return Array.from({ length: 8 }, (_, group) => bytes.readUInt16BE(2 * group).toString(16)).join(':');
}
