import type { Observation } from '../../../probes/observation';
import type { DnsVerdict, DnsRecord, Outcome } from '../../../probes/probe';
import { LINE } from './program';
import type { RawReply } from './requests';

/** Something of the prober itself did not work, so that nothing was learnt about the network. */
export class ProberFailure extends Error {
  override readonly name = 'ProberFailure';
}

/** What the answer to a connection probe says about who answered; the names are those that the answering side has. */
export interface Answer extends Omit<Observation, 'by'> {
  /** The host name of whoever answered, when the answer tells it. */
  readonly hostname?: string;
}

/** What one try of a `tcp` or `udp` probe observed. */
export function transportAnswer(reply: RawReply): Answer {
  if (reply.status !== 'answered') return { outcome: failureOf(reply) };
  const [said, client] = reply.text.startsWith('HTTP/')
    ? httpMessages(reply.text).map(({ status, body }) => (status === 200 ? body : undefined))
    : reply.text.split(LINE);
  const clientIP = addressIn(client ?? '');
  const hostname = hostnameIn(said);
  return {
    outcome: 'reached',
    ...(hostname === undefined ? {} : { hostname }),
    ...(clientIP === undefined ? {} : { clientIP }),
  };
}

/** What one try of an `http` probe observed. */
export function httpAnswer(reply: RawReply): Answer {
  if (reply.status !== 'answered') return { outcome: failureOf(reply) };
  const [message, name] = httpMessages(reply.text);
  // Whoever answers something else than HTTP ends the exchange as far as HTTP is concerned.
  if (message === undefined) return { outcome: 'closed' };
  return { ...(name === undefined ? {} : answerIn(name)), ...answerIn(message) };
}

/** What one try of an `https` probe observed, from the words of curl. */
export function curlAnswer({ text }: RawReply): Answer {
  const lines = text.split(LINE);
  const exitCode = Number(lines.at(-1));
  const outcome = CURL_OUTCOMES[exitCode];
  if (outcome !== undefined) return { outcome };
  if (exitCode !== 0) throw new ProberFailure(`curl ended with exit code ${exitCode}`);
  const head = lines.filter((line) => line.startsWith('< ')).map((line) => line.slice(2));
  const body = lines.slice(0, -1).filter((line) => !/^[*<]/.test(line));
  const subject = lines.find((line) => /^\* *subject:/.test(line))?.replace(/^\* *subject: */, '');
  const status = Number(/^HTTP\/\S+ (\d+)/.exec(head[0] ?? '')?.[1] ?? 0);
  const answer = answerIn({ status, body: body.join('\n') });
  return { ...answer, ...(subject === undefined ? {} : { certificate: subject.trim() }) };
}

/** https://curl.se/libcurl/c/libcurl-errors.html */
export const CURL_OUTCOMES: Readonly<Record<number, Outcome>> = {
  6: 'unresolved',
  7: 'refused',
  28: 'timedOut',
  35: 'closed',
  52: 'closed',
  55: 'closed',
  56: 'closed',
  60: 'closed',
};

/** The answer to a DNS question in the words of dig; undefined: no server answered. */
export function digAnswer({ text }: RawReply): DnsVerdict | undefined {
  const lines = text.split(LINE);
  const rcode = /status: (\w+)/.exec(text)?.[1];
  if (rcode === undefined) {
    if (/timed out|no servers could be reached|refused/.test(text)) return undefined;
    throw new ProberFailure(`dig: ${lines[0] ?? 'said nothing'}`);
  }
  if (!isReported(rcode)) throw new ProberFailure(`the DNS server answered ${rcode}`);
  return { kind: 'dns', rcode, records: lines.flatMap((line) => recordIn(line) ?? []) };
}

const REPORTED = ['NOERROR', 'NXDOMAIN', 'SERVFAIL', 'REFUSED'] as const;

function isReported(rcode: string): rcode is (typeof REPORTED)[number] {
  return REPORTED.some((reported) => reported === rcode);
}

function recordIn(line: string): DnsRecord | undefined {
  const [, name = '', type = '', data = ''] = /^([^;\s]\S*)\s+\d+\s+IN\s+(\S+)\s+(\S.*)$/.exec(line) ?? [];
  return name === '' ? undefined : { name, type, data: data.trim() };
}

export function failureOf({ status, noise }: RawReply): Outcome {
  const refused = /refused|prohibited/i.test(noise);
  // A datagram that the node's own rules keep back fails at once with EPERM; if they drop it, nothing follows.
  const dropped = !refused && /not permitted/i.test(noise);
  if (status === 'timedOut' || dropped) return 'timedOut';
  if (status === 'closed') return refused ? 'refused' : 'closed';
  if (refused) return 'refused';
  if (/name|resolution|address associated|try again/i.test(noise)) return 'unresolved';
  if (/unreachable|no route|timed out/i.test(noise)) return 'timedOut';
  if (/reset|broken pipe/i.test(noise)) return 'closed';
  throw new ProberFailure(`the connection failed: ${noise.replaceAll(LINE, ' ').trim() || 'nobody knows why'}`);
}

interface HttpMessage {
  readonly status: number;
  readonly body: string;
}

/** The messages in what came over one connection, which may have been cut off. */
function httpMessages(text: string): readonly HttpMessage[] {
  const messages: HttpMessage[] = [];
  for (let rest = text.replaceAll(LINE, '\n'); rest.startsWith('HTTP/');) {
    const end = rest.indexOf('\r\n\r\n');
    if (end < 0) break;
    const head = rest.slice(0, end);
    const status = Number(/^HTTP\/\S+ (\d+)/.exec(head)?.[1] ?? 0);
    const after = rest.slice(end + 4);
    const length = /^content-length: *(\d+)/im.exec(head)?.[1];
    const chunked = /^transfer-encoding: *chunked/im.test(head);
    const body = chunked ? unchunked(after) : after.slice(0, length === undefined ? undefined : Number(length));
    messages.push({ status, body });
    if (length === undefined) break;
    rest = after.slice(Number(length));
  }
  return messages;
}

export function unchunked(text: string): string {
  let body = '';
  for (let rest = text; ;) {
    const [, size = '', data = ''] = /^([0-9a-fA-F]+)(?:[^\r\n0-9a-fA-F][^\r\n]*)?\r\n([\s\S]*)$/.exec(rest) ?? [];
    const length = parseInt(size, 16);
    if (!(length > 0)) return body;
    body += data.slice(0, length);
    rest = data.slice(length + 2);
  }
}

function answerIn({ status, body }: HttpMessage): Answer {
  const hostname = status === 200 ? hostnameIn(body) : undefined;
  return { outcome: 'reached', status, ...(hostname === undefined ? {} : { hostname }) };
}

/** The host name that an answer is, or that the image of the conformance tests of Gateway API tells in it. */
export function hostnameIn(body = ''): string | undefined {
  if (isHostname(body)) return body.trim();
  return body.startsWith('{') ? /^ *"pod": *"([^"]+)"/m.exec(body)?.[1] : undefined;
}

function isHostname(text: string): boolean {
  return /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?\s*$/.test(text);
}

/** The address in `address:port`; undefined: the text is something else. */
function addressIn(text: string): string | undefined {
  return /^\[?([\da-fA-F.:]+?)\]?:\d+\s*$/.exec(text)?.[1];
}
