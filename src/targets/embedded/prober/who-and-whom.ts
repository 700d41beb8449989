import type net from 'node:net';
import type { Observation } from '../../../probes/observation';
import { ANSWERED_BY, SEEN_CLIENT } from '../processes/identity';

/**
 * Asks on a connection who answers and whom they see: one GET, of which only the head of the response is read. A run of
 * many probes spends most of its time here, where a general HTTP client would take several times as long. Rejects when
 * the connection ends before the response, or when that is not HTTP.
 */
export function askWhoAndWhom(socket: net.Socket, host: string): Promise<Observation> {
  return new Promise((resolve, reject) => {
    let text = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      text += chunk;
      const end = text.indexOf('\r\n\r\n');
      if (!text.startsWith('HTTP/'.slice(0, text.length))) reject(new Error('the response is not HTTP'));
      else if (end >= 0) resolve(observationIn(text.slice(0, end)));
    });
    socket.once('end', () => reject(new Error('the connection ended before the response')));
    socket.write(`GET /hostname HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  });
}

/** Whoever does not say who they are is not a Pod. */
function observationIn(head: string): Observation {
  const [by, clientIP] = [headerIn(head, ANSWERED_BY), headerIn(head, SEEN_CLIENT)];
  if (by === undefined) return { outcome: 'reached' };
  return { outcome: 'reached', by, ...(clientIP === undefined ? {} : { clientIP }) };
}

function headerIn(head: string, name: string): string | undefined {
  const start = head.toLowerCase().indexOf(`\r\n${name}:`);
  if (start < 0) return undefined;
  const [, line = ''] = head.slice(start).split('\r\n');
  return line.slice(name.length + 1).trim();
}
