import type { Answer, Packet, Question } from 'dns-packet';
import dnsPacket from 'dns-packet';
import type { DnsAnswer, DnsQuestion, DnsRecord } from '../../../dataplane/dns/answer';

/** The largest answer over UDP for a client that says nothing (RFC 1035), and what CoreDNS grants at most. */
const PLAIN_UDP_SIZE = 512;
const LARGEST_UDP_SIZE = 4096;
/** What the length before a message over TCP can say. */
const LARGEST_SIZE = 0xffff;
const TTL_S = 30;
const RCODES = ['NOERROR', 'FORMERR', 'SERVFAIL', 'NXDOMAIN', 'NOTIMP', 'REFUSED'] as const;

export type Rcode = (typeof RCODES)[number];

export interface DnsReply {
  readonly rcode: Rcode;
  readonly records: readonly DnsRecord[];
  readonly truncated: boolean;
}

/** The answer to a query, cut to what the client takes or the transport carries; undefined: it is not a query. */
export function answerQuery(
  query: Buffer,
  transport: 'udp' | 'tcp',
  resolve: (question: DnsQuestion) => DnsAnswer,
): Buffer | undefined {
  if (query.length < HEADER_SIZE || (query.readUInt8(2) & RESPONSE_BIT) !== 0) return undefined;
  try {
    return answer(query, transport, resolve);
  } catch {
    // It cannot be read, or its question cannot be written again.
    return dnsPacket.encode({ type: 'response', id: query.readUInt16BE(), ...flags('FORMERR') });
  }
}

/** Where the bit is that tells a response from a query: in the third byte of the header (RFC 1035, section 4.1.1). */
const HEADER_SIZE = 12;
const RESPONSE_BIT = 0x80;

function answer(query: Buffer, transport: 'udp' | 'tcp', resolve: (question: DnsQuestion) => DnsAnswer): Buffer {
  const packet = dnsPacket.decode(query);
  const [question] = packet.questions ?? [];
  const head: Packet = { type: 'response', id: packet.id ?? 0, questions: question === undefined ? [] : [question] };
  if (question === undefined) return dnsPacket.encode({ ...head, ...flags('FORMERR') });
  const edns = packet.additionals?.find((additional) => additional.type === 'OPT');
  const { rcode, records } = resolved(question, resolve);
  const answers = records.flatMap((record) => toPacket(record));
  const additionals: Answer[] = edns === undefined ? [] : [opt()];
  const reply = dnsPacket.encode({ ...head, ...flags(rcode), answers, additionals });
  const granted = edns?.type === 'OPT' ? Math.min(edns.udpPayloadSize, LARGEST_UDP_SIZE) : PLAIN_UDP_SIZE;
  const size = transport === 'tcp' ? LARGEST_SIZE : Math.max(PLAIN_UDP_SIZE, granted);
  if (reply.length <= size) return reply;
  return dnsPacket.encode({ ...head, ...flags(rcode, dnsPacket.TRUNCATED_RESPONSE), additionals });
}

/** A server that cannot answer says so, and goes on serving. */
function resolved(
  question: Question,
  resolve: (question: DnsQuestion) => DnsAnswer,
): Pick<DnsReply, 'rcode' | 'records'> {
  try {
    return resolve({ name: question.name, type: question.type });
  } catch {
    return { rcode: 'SERVFAIL', records: [] };
  }
}

/** A query with recursion desired, and EDNS as resolvers send it. */
export function printQuery(id: number, { name, type }: DnsQuestion): Buffer {
  return dnsPacket.encode({
    type: 'query',
    id,
    flags: dnsPacket.RECURSION_DESIRED,
    questions: [{ name: withoutDot(name), type: type as 'A', class: 'IN' }],
    additionals: [opt()],
  });
}

/** What a reply says; undefined: it is not the reply to the query of this id. */
export function parseReply(reply: Buffer, id: number): DnsReply | undefined {
  const packet = decode(reply);
  if (packet === undefined || packet.type !== 'response' || packet.id !== id) return undefined;
  const bits = packet.flags ?? 0;
  return {
    rcode: RCODES[bits & 0xf] ?? 'SERVFAIL',
    records: (packet.answers ?? []).flatMap((answer) => fromPacket(answer)),
    truncated: (bits & dnsPacket.TRUNCATED_RESPONSE) !== 0,
  };
}

function decode(message: Buffer): Packet | undefined {
  try {
    return dnsPacket.decode(message);
  } catch {
    return undefined;
  }
}

function flags(rcode: Rcode, more = 0): { flags: number } {
  const code = RCODES.indexOf(rcode);
  return {
    flags: code | more | dnsPacket.AUTHORITATIVE_ANSWER | dnsPacket.RECURSION_DESIRED | dnsPacket.RECURSION_AVAILABLE,
  };
}

function opt(): Answer {
  return {
    type: 'OPT',
    name: '.',
    udpPayloadSize: LARGEST_UDP_SIZE,
    extendedRcode: 0,
    ednsVersion: 0,
    flags: 0,
    flag_do: false,
    options: [],
  };
}

function toPacket({ name, type, data }: DnsRecord): Answer[] {
  const head = { name: withoutDot(name), ttl: TTL_S, class: 'IN' as const };
  switch (type) {
    case 'A':
    case 'AAAA':
      return [{ ...head, type, data }];
    case 'CNAME':
    case 'PTR':
    case 'NS':
      return [{ ...head, type, data: withoutDot(data) }];
    case 'TXT':
      return [{ ...head, type, data: data.replace(/^"|"$/g, '') }];
    case 'SRV': {
      const [priority, weight, port, target = ''] = data.split(' ');
      return [
        {
          ...head,
          type,
          data: { priority: Number(priority), weight: Number(weight), port: Number(port), target: withoutDot(target) },
        },
      ];
    }
    default:
      return [];
  }
}

/** Records as `dig` prints them. */
function fromPacket(answer: Answer): DnsRecord[] {
  const name = withDot(answer.name);
  if (answer.type === 'A' || answer.type === 'AAAA') return [{ name, type: answer.type, data: answer.data }];
  if (answer.type === 'CNAME' || answer.type === 'PTR' || answer.type === 'NS') {
    return [{ name, type: answer.type, data: withDot(answer.data) }];
  }
  if (answer.type === 'TXT') {
    const texts = [answer.data].flat().map((text) => `"${text.toString()}"`);
    return [{ name, type: 'TXT', data: texts.join(' ') }];
  }
  if (answer.type === 'SRV') {
    const { priority = 0, weight = 0, port, target } = answer.data;
    return [{ name, type: 'SRV', data: `${priority} ${weight} ${port} ${withDot(target)}` }];
  }
  return [];
}

function withDot(name: string): string {
  return name.endsWith('.') ? name : `${name}.`;
}

function withoutDot(name: string): string {
  return name === '.' ? name : name.replace(/\.$/, '');
}
