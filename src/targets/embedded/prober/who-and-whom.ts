import type net from 'node:net';
import type { Observation } from '../../observation';
import { ANSWERED_BY } from '../processes/identity';

/**
 * Asks on one connection who answers and whom they see. Both questions are sent at once, as HTTP/1.1 lets one do: a run of
 * many probes spends most of its time here, where a general HTTP client would take several times as long. Rejects
 * when the connection ends before the answers, or when they are no HTTP.
 */
export function askWhoAndWhom(socket: net.Socket, host: string): Promise<Observation> {
  return new Promise((resolve, reject) => {
    let text = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      text += chunk;
      try {
        const observation = observationIn(text);
        if (observation !== undefined) resolve(observation);
      } catch (error) {
        reject(error as Error);
      }
    });
    socket.once('end', () => reject(new Error('the connection ended before the answer')));
    socket.write(get('/hostname', host) + get('/clientip', host));
  });
}

function get(path: string, host: string): string {
  return `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
}

/** Undefined: more is to come. Whoever does not say who they are is nobody's Pod, and is not heard out. */
function observationIn(text: string): Observation | undefined {
  if (!text.startsWith('HTTP/'.slice(0, text.length))) throw new Error('the answer is no HTTP');
  const first = messageIn(text);
  if (first === undefined) return undefined;
  const by = first.headers.get(ANSWERED_BY);
  if (by === undefined) return { outcome: 'reached' };
  const second = first.rest === undefined ? undefined : messageIn(first.rest);
  if (second?.body === undefined) return undefined;
  const clientIP = addressIn(second.body);
  return { outcome: 'reached', by, ...(clientIP === undefined ? {} : { clientIP }) };
}

interface Message {
  readonly headers: ReadonlyMap<string, string>;
  /** Absent as long as it has not come in full. */
  readonly body?: string;
  /** What comes after it. */
  readonly rest?: string;
}

/** The first message in a text, with its body as long as `content-length` says; undefined: its head has not come in full. */
function messageIn(text: string): Message | undefined {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const lines = text.slice(0, end).split('\r\n').slice(1);
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
    }),
  );
  const start = end + '\r\n\r\n'.length;
  const length = Number(headers.get('content-length') ?? 0);
  if (text.length < start + length) return { headers };
  return { headers, body: text.slice(start, start + length), rest: text.slice(start + length) };
}

/** The address in `address:port`; undefined: the text is something else. */
export function addressIn(text: string): string | undefined {
  return /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text)?.[1];
}
