import type { ConnectionTarget, RequestTarget } from '../../../probes/probe';
import { hostHeaderOf, portOf } from '../../../probes/probe';
import { bracketed } from '../../../terms/host-port';
import type { IPFamily } from '../../../terms/ip';
import { FIELD, LINE, VALUE_LINE } from './program';

/** What a client is asked to do. Hosts are names or addresses, without placeholders. */
export type ProberRequest =
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly question: string }
  | { readonly kind: 'udp'; readonly host: string; readonly port: number }
  | {
      readonly kind: 'https';
      readonly host: string;
      readonly port: number;
      readonly path: string;
      readonly hostHeader: string;
      readonly sni?: string;
    }
  /** Through a Gateway, over HTTP/1.1 or, for gRPC, HTTP/2. */
  | {
      readonly kind: 'request';
      readonly protocol: RequestTarget['protocol'];
      readonly host: string;
      readonly port: number;
      readonly method: string;
      readonly path: string;
      readonly hostHeader: string;
      /** Empty: none is sent. */
      readonly sni: string;
      /** `name: value` */
      readonly headers: readonly string[];
    }
  | { readonly kind: 'dns'; readonly name: string; readonly type: string }
  /** The address that a client of one family dials for a name: what the Pod's own hosts file says counts. */
  | { readonly kind: 'resolve'; readonly name: string; readonly family: IPFamily }
  | { readonly kind: 'env' };

/** A request that makes a connection. */
export type ConnectionRequest = Exclude<
  Extract<ProberRequest, { readonly host: string }>,
  { readonly kind: 'request' }
>;

/** What one try, or one question, came back with. */
export interface RawReply {
  /** `answered`, `closed`, `failed` and `timedOut` of a connection; `curl`, `dig`, `resolved` and `env` of the others. */
  readonly status: string;
  /** Byte for byte, as characters up to U+00FF; {@link LINE} in place of ends of lines. */
  readonly text: string;
  /** What the system said about a try that failed. */
  readonly noise: string;
}

/** Somewhere that probes can be sent from. */
export interface Prober {
  /**
   * Tries until one gets no answer, at most `count` times. Rejects when nothing could be learnt.
   *
   * @param onReply called for each try, answered or not, when it is over
   */
  ask(request: ProberRequest, count: number, signal?: AbortSignal, onReply?: () => void): Promise<readonly RawReply[]>;
}

/**
 * The request of a connection probe. Throws a RangeError for what cannot be sent.
 *
 * @param proxied whether a proxy answers, so that a second request on the connection may reach another Pod than the first
 */
export function requestOf(to: ConnectionTarget, host: string, proxied = false): ConnectionRequest {
  const port = portOf(to);
  if (to.kind === 'http' && (to.headers !== undefined || to.method !== undefined)) {
    throw new RangeError('clients in a cluster send GET without headers of their own');
  }
  switch (to.protocol) {
    case 'tcp':
      return { kind: 'tcp', host: sendable(host, HOST), port, question: WHO_AND_WHOM(bracketed(host)) };
    case 'udp':
      return { kind: 'udp', host: sendable(host, HOST), port };
    case 'http': {
      const { path = '/' } = to;
      const hostHeader = hostHeaderOf({ ...to, host });
      const question =
        get(path, hostHeader, proxied ? CLOSE : '') + (proxied ? '' : get('/hostname', hostHeader, CLOSE));
      return { kind: 'tcp', host: sendable(host, HOST), port, question };
    }
    case 'https': {
      const { path = '/', sni } = to;
      return {
        kind: 'https',
        host: sendable(host, HOST),
        port,
        path: sendable(path, PATH),
        hostHeader: sendable(hostHeaderOf({ ...to, host }), VALUE),
        ...(sni === undefined ? {} : { sni: sendable(sni, HOST) }),
      };
    }
    case 'sctp':
      throw new RangeError('clients in clusters do not send SCTP');
  }
}

/** The line that asks {@link PROBER_PROGRAM}; without its end. */
export function requestLine(id: string, request: ProberRequest, count: number, limitSeconds: number): string {
  const patience = limitSeconds * PATIENCE;
  return [id, request.kind, String(count), String(limitSeconds), patience.toFixed(1), ...fieldsOf(request)].join(FIELD);
}

function fieldsOf(request: ProberRequest): readonly string[] {
  switch (request.kind) {
    case 'tcp':
      return [request.host, String(request.port), request.question.replaceAll('\n', LINE)];
    case 'udp':
      return [request.host, String(request.port)];
    case 'https':
      return [request.host, String(request.port), request.path, request.hostHeader, request.sni ?? ''];
    case 'request': {
      const { protocol, host, port, method, path, hostHeader, sni, headers } = request;
      return [host, String(port), path, hostHeader, sni, method, protocol, headers.join(LINE)];
    }
    case 'dns':
      return [sendable(request.name, NAME), sendable(request.type, HOST)];
    case 'resolve':
      return [sendable(request.name, NAME), request.family === 'IPv6' ? '6' : '4'];
    case 'env':
      return [];
  }
}

/** The part of a try's time after which what was heard so far is the answer. */
const PATIENCE = 0.75;

const CLOSE = 'Connection: close\r\n';

/** Two questions on one connection, the second sent before the first is answered, as HTTP/1.1 lets one do. */
const WHO_AND_WHOM = (host: string): string => get('/hostname', host) + get('/clientip', host, CLOSE);

function get(path: string, host: string, header = ''): string {
  return `GET ${sendable(path, PATH)} HTTP/1.1\r\nHost: ${sendable(host, VALUE)}\r\n${header}\r\n`;
}

/** What a host may consist of: anything else would be a path of `/dev/tcp`, or no host at all. */
export const HOST = /^[A-Za-z0-9._:*-]+$/;
const NAME = /^[^\s\0-\x1f\x7f]+$/;
export const PATH = /^[^\s\0-\x1f\x7f]+$/;
export const VALUE = /^[^\0-\x1f\x7f]*$/;

export function sendable(text: string, pattern: RegExp): string {
  if (pattern.test(text)) return text;
  throw new RangeError(`${JSON.stringify(text)} cannot be sent: it holds characters that have no place there`);
}

/** The variables in the reply to an `env` request. */
export function environmentIn({ text }: RawReply): Readonly<Record<string, string>> {
  const entries = text.split(LINE).filter((entry) => entry.includes('='));
  return Object.fromEntries(
    entries.map((entry) => {
      const at = entry.indexOf('=');
      const value = Buffer.from(entry.slice(at + 1), 'latin1').toString();
      return [entry.slice(0, at), value.replaceAll(VALUE_LINE, '\n')];
    }),
  );
}
