import dgram from 'node:dgram';
import type { SrvRecord } from 'node:dns';
import dns from 'node:dns/promises';
import { once } from 'node:events';
import http2 from 'node:http2';
import net from 'node:net';
import tls from 'node:tls';
import { resetSocket } from '../../../runtime/reset-socket';
import type { IPFamily } from '../../../terms/ip';
import { EMPTY_MESSAGE, httpMessage } from './gateway-request';
import type { GatewayRequest } from './gateway-request';
import { FIELD, LINE } from './program';
import type { Prober, ProberRequest, RawReply } from './requests';
import { isWholeAnswer } from './whole-answer';

/** Sends probes from this machine, which is outside of the cluster, in the way the program inside Pods does. */
export class OutsideProber implements Prober {
  constructor(private readonly limitSeconds: number) {}

  async ask(
    request: ProberRequest,
    count: number,
    signal?: AbortSignal,
    onReply = () => {},
  ): Promise<readonly RawReply[]> {
    const replies: RawReply[] = [];
    while (replies.length < count) {
      signal?.throwIfAborted();
      const reply = await this.once(request);
      replies.push(reply);
      onReply();
      if (reply.status !== 'answered') break;
    }
    return replies;
  }

  private async once(request: ProberRequest): Promise<RawReply> {
    const limitMs = this.limitSeconds * 1000;
    switch (request.kind) {
      case 'tcp':
        return exchange(net.connect({ host: request.host, port: request.port }), 'connect', request.question, limitMs);
      case 'udp':
        return datagrams(request.host, request.port, limitMs);
      case 'https': {
        const { host, port, sni, path, hostHeader } = request;
        const socket = tls.connect({ host, port, rejectUnauthorized: false, servername: sni ?? '' });
        const question = `GET ${path} HTTP/1.1\r\nHost: ${hostHeader}\r\nConnection: close\r\n\r\n`;
        const reply = await exchange(socket, 'secureConnect', question, limitMs, (text) => isWholeAnswer(text, 'GET'));
        const subject = socket.getPeerX509Certificate()?.subject.split('\n').join(', ');
        return subject === undefined ? reply : { ...reply, noise: `subject${FIELD}${subject}` };
      }
      case 'request':
        return this.request(request, limitMs);
      case 'dns':
        return lookup(request.name, request.type);
      case 'resolve':
        return { status: 'resolved', text: await addressOf(request.name, request.family), noise: '' };
      case 'env':
        throw new RangeError('the outside has no Pod whose environment could be read');
    }
  }

  private async request(request: GatewayRequest, limitMs: number): Promise<RawReply> {
    const { host, port, protocol, sni, method } = request;
    const question = httpMessage(request);
    const isWhole = (text: string) => isWholeAnswer(text, method);
    if (protocol === 'grpc') return grpcExchange(net.connect({ host, port }), request, limitMs);
    if (protocol === 'http') return exchange(net.connect({ host, port }), 'connect', question, limitMs, isWhole);
    const socket = tls.connect({ host, port, rejectUnauthorized: false, servername: sni });
    const reply = await exchange(socket, 'secureConnect', question, limitMs, isWhole);
    const certificate = socket.getPeerX509Certificate()?.toString();
    return certificate === undefined ? reply : { ...reply, noise: `certificate${FIELD}${certificate}` };
  }
}

/** The subject that {@link OutsideProber} found in the handshake. */
export function certificateIn({ noise }: RawReply): string | undefined {
  return markedIn(noise, 'subject');
}

/** The whole certificate that was served to a request through a Gateway, as PEM. */
export function servedCertificateIn({ noise }: RawReply): string | undefined {
  return markedIn(noise, 'certificate');
}

function markedIn(noise: string, wanted: string): string | undefined {
  const [mark, told] = noise.split(FIELD);
  return mark === wanted ? told : undefined;
}

/** Asks one question and hears the answer out: until it is whole, the other side ends the connection, or the time is up. */
function exchange(
  socket: net.Socket,
  event: string,
  question: string,
  limitMs: number,
  isWhole: (answer: string) => boolean = () => false,
): Promise<RawReply> {
  return new Promise((resolve) => {
    let text = '';
    let connected = false;
    const finish = (status: string, noise = '') => {
      clearTimeout(timer);
      if (text === '') resolve({ status, text, noise });
      else resolve({ status: 'answered', text: text.replaceAll('\n', LINE), noise });
      // A reset leaves no port in TIME-WAIT, of which there would be thousands; the certificate stays readable.
      if (status !== 'answered') socket.destroy();
      else setImmediate(() => resetSocket(socket));
    };
    const timer = setTimeout(() => finish('timedOut'), limitMs);
    socket.setEncoding('latin1');
    socket.once(event, () => {
      connected = true;
      socket.write(question, 'latin1');
    });
    socket.on('data', (chunk: string) => {
      text += chunk;
      if (isWhole(text)) finish('answered');
    });
    socket.once('end', () => finish(text === '' ? 'closed' : 'answered'));
    socket.once('close', () => finish('closed'));
    socket.once('error', (error: NodeJS.ErrnoException) => {
      finish(
        connected || (socket instanceof tls.TLSSocket && error.code !== 'ECONNREFUSED') ? 'closed' : 'failed',
        wordsOf(error),
      );
    });
  });
}

/** One call of gRPC, told as if it had come over HTTP/1.1, with its trailers behind it. */
function grpcExchange(socket: net.Socket, request: GatewayRequest, limitMs: number): Promise<RawReply> {
  const { method, path, hostHeader, headers } = request;
  return new Promise((resolve) => {
    const session = http2.connect(`http://${hostHeader}`, { createConnection: () => socket });
    const finish = (reply: RawReply) => {
      clearTimeout(timer);
      resolve(reply);
      session.destroy();
    };
    const timer = setTimeout(() => finish({ status: 'timedOut', text: '', noise: '' }), limitMs);
    let status = 'failed';
    socket.once('connect', () => (status = 'closed'));
    const fail = (error: Error) => finish({ status, text: '', noise: wordsOf(error) });
    session.once('error', fail);
    const fields = headers.map((field) => [field.slice(0, field.indexOf(':')), field.slice(field.indexOf(':') + 2)]);
    const stream = session.request({
      ':method': method,
      ':path': path,
      ':authority': hostHeader,
      ...(Object.fromEntries(fields) as Record<string, string>),
    });
    let told = '';
    const tell = (found: http2.IncomingHttpHeaders) => {
      for (const [name, value] of Object.entries(found)) {
        if (!name.startsWith(':'))
          told += [value]
            .flat()
            .map((each) => `${name}: ${each ?? ''}\r\n`)
            .join('');
      }
    };
    stream.once('error', fail);
    stream.once('response', (found) => {
      told += `HTTP/2 ${found[':status'] ?? 0}\r\n`;
      tell(found);
      told += '\r\n';
    });
    stream.setEncoding('latin1');
    stream.on('data', (chunk: string) => (told += chunk));
    stream.once('trailers', (found: http2.IncomingHttpHeaders) => ((told += '\r\n'), tell(found)));
    stream.once('end', () => finish({ status: 'answered', text: told.replaceAll('\n', LINE), noise: '' }));
    stream.end(Buffer.from(EMPTY_MESSAGE));
  });
}

async function datagrams(host: string, port: number, limitMs: number): Promise<RawReply> {
  const socket = dgram.createSocket(net.isIPv6(host) ? 'udp6' : 'udp4');
  try {
    socket.connect(port, host);
    await once(socket, 'connect');
    const answers: string[] = [];
    for (const question of ['hostname', 'clientip']) {
      socket.send(question);
      const signal = AbortSignal.timeout(limitMs);
      const [message] = (await once(socket, 'message', { signal })) as [Buffer];
      answers.push(message.toString('latin1'));
    }
    return { status: 'answered', text: answers.join(LINE), noise: '' };
  } catch (error) {
    const silent = (error as Error).name === 'AbortError';
    return { status: silent ? 'timedOut' : 'failed', text: '', noise: silent ? '' : wordsOf(error as Error) };
  } finally {
    socket.close();
  }
}

/** The first address of a family that a program on this machine finds for a name; none is empty. */
async function addressOf(name: string, family: IPFamily): Promise<string> {
  const found = dns.lookup(name, { family: family === 'IPv6' ? 6 : 4 });
  return found.then(({ address }) => address).catch(() => '');
}

/** What the resolver of this machine says, in the words of dig. */
async function lookup(name: string, type: string): Promise<RawReply> {
  const reply = (rcode: string, lines: readonly string[] = []): RawReply => ({
    status: 'dig',
    text: [`status: ${rcode}`, ...lines].join(LINE),
    noise: '',
  });
  try {
    const records = type === 'PTR' && net.isIP(name) !== 0 ? await dns.reverse(name) : await dns.resolve(name, type);
    const lines = (records as readonly unknown[]).map((record) => `${name}. 0 IN ${type} ${dataOf(record)}`);
    return reply('NOERROR', lines);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === dns.NODATA) return reply('NOERROR');
    if (code === dns.NOTFOUND) return reply('NXDOMAIN');
    if (code === dns.SERVFAIL || code === dns.REFUSED) return reply(code.replace(/^E/, ''));
    return { status: 'dig', text: 'no servers could be reached', noise: '' };
  }
}

function dataOf(record: unknown): string {
  if (typeof record === 'string') return net.isIP(record) === 0 ? `${record}.` : record;
  const { priority, weight, port, name } = record as SrvRecord;
  return `${priority} ${weight} ${port} ${name}.`;
}

/** The system's words, as a program in a Pod would print them. */
function wordsOf(error: Error): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return `${WORDS[code] ?? message}`;
}

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Connection refused',
  EHOSTUNREACH: 'No route to host',
  ENETUNREACH: 'Network is unreachable',
  ECONNRESET: 'Connection reset by peer',
  ENOTFOUND: 'Name or service not known',
  EAI_AGAIN: 'Temporary failure in name resolution',
};
