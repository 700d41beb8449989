import type { RequestObservation } from '../../../probes/request-observation';
import { seenRequest, tellingHeaders } from '../../../probes/request-observation';
import { isObject } from '../../../terms/json';
import { LINE } from './program';
import { CURL_OUTCOMES, failureOf, hostnameIn, ProberFailure, unchunked } from './replies';
import type { RawReply } from './requests';

/** What one try of a request through a Gateway observed, and what the answer says of who gave it. */
export interface RequestAnswer extends Omit<RequestObservation, 'by'> {
  /** The Pod that says that it answered; without a namespace where it tells its host name alone. */
  readonly who?: { readonly hostname: string; readonly namespace?: string };
  /** What came after the head, where it is not text. */
  readonly bytes?: string;
}

/**
 * @param reply of the program in Pods, which tells the words of curl and its exit code, or of this machine
 * @param isGrpc whether gRPC was spoken
 */
export function requestAnswer(reply: RawReply, isGrpc: boolean): RequestAnswer {
  let { text } = reply;
  if (reply.status === 'curl') {
    const at = text.lastIndexOf(LINE);
    const exitCode = Number(text.slice(at + 1));
    const outcome = CURL_OUTCOMES[exitCode];
    if (outcome !== undefined) return { outcome };
    if (exitCode !== 0) throw new ProberFailure(`curl ended with exit code ${exitCode}`);
    text = text.slice(0, at);
  } else if (reply.status !== 'answered') return { outcome: failureOf(reply) };
  const { status, headers, body } = messageIn(text.replaceAll(LINE, '\n'));
  // Whoever answers something else than HTTP ends the exchange as far as HTTP is concerned.
  if (status === undefined) return { outcome: 'closed' };
  const telling = tellingHeaders(headers, isGrpc);
  // Trailers follow the bytes of the message, without an end of a line between them.
  const [, grpcStatus] = [...text.matchAll(/grpc-status: *(\d+)/gi)].at(-1) ?? [];
  if (isGrpc && headers['grpc-message']?.some((said) => /^unknown (?:service|method)/.test(said)) === true) {
    throw new ProberFailure('a Pod answered that does not know the method, and does not tell its name');
  }
  return {
    outcome: 'reached',
    status,
    ...(isGrpc && grpcStatus !== undefined ? { grpcStatus: Number(grpcStatus) } : {}),
    ...(Object.keys(telling).length === 0 ? {} : { headers: telling }),
    ...(isGrpc ? { bytes: body } : toldIn(body)),
  };
}

interface Message {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: string;
}

/** The message that ends an exchange: those with status 1xx come before it. */
function messageIn(text: string): Message {
  const plain = text.replaceAll('\r\n', '\n');
  const end = plain.indexOf('\n\n');
  const [first = '', ...lines] = plain.slice(0, end < 0 ? undefined : end).split('\n');
  const body = end < 0 ? '' : text.slice(endOfHead(text));
  const status = /^HTTP\/\S+ (\d+)/.exec(first)?.[1];
  if (status === undefined) return { status: undefined, headers: {}, body: '' };
  if (status.startsWith('1') && status !== '101') return messageIn(body);
  const headers: Record<string, string[]> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon > 0) (headers[line.slice(0, colon).trim().toLowerCase()] ??= []).push(line.slice(colon + 1).trim());
  }
  const isChunked = headers['transfer-encoding']?.some((value) => /chunked/i.test(value)) === true;
  return { status: Number(status), headers, body: isChunked ? unchunked(body) : body };
}

function endOfHead(text: string): number {
  const [full, bare] = [text.indexOf('\r\n\r\n'), text.indexOf('\n\n')];
  return full >= 0 && (bare < 0 || full < bare) ? full + 4 : bare + 2;
}

/** The name of a stand-in, or what the image of the conformance tests of Gateway API tells: a request, and who saw it. */
function toldIn(body: string): Pick<RequestAnswer, 'who' | 'seen'> {
  const hostname = hostnameIn(body);
  if (hostname === undefined) return {};
  const echo = echoIn(body);
  if (echo === undefined) return { who: { hostname } };
  const { method, host, path, headers, namespace, tls } = echo;
  const sni = isObject(tls) && typeof tls.serverName === 'string' && tls.serverName !== '' ? tls.serverName : undefined;
  const lower = Object.entries(isObject(headers) ? headers : {}).map(
    ([name, values]) => [name.toLowerCase(), (values as readonly unknown[]).map(String)] as const,
  );
  const seen = {
    method: String(method),
    host: String(host),
    path: String(path),
    headers: Object.fromEntries(lower),
    ...(sni === undefined ? {} : { sni }),
  };
  return { who: { hostname, namespace: String(namespace) }, seen: seenRequest(seen, false) };
}

function echoIn(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const said: unknown = JSON.parse(body);
    return isObject(said) && typeof said.path === 'string' && isObject(said.headers) ? said : undefined;
  } catch {
    return undefined;
  }
}
