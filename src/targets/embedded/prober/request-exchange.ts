import http from 'node:http';
import http2 from 'node:http2';
import type net from 'node:net';
import tls from 'node:tls';
import type { Headers } from '../../../dataplane/gateway/headers';
import type { ArrivingRequest } from '../../../dataplane/pods/answer-request';
import { gatewayRequestOf } from '../../../dataplane/simulation/request-decision';
import { certificateName } from '../../../dataplane/simulation/requests';
import type { RequestTarget } from '../../../probes/probe';
import type { RequestObservation } from '../../../probes/request-observation';
import { seenRequest, tellingHeaders } from '../../../probes/request-observation';
import { placeholder } from '../../../terms/placeholders';
import { ANSWERED_BY, COPIED, SEEN_REQUEST } from '../processes/identity';
import { headersOf, outgoing } from '../proxy/messages';
import type { Arrival } from './exchanges';
import { startTls, within } from './exchanges';

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly trailers: Headers;
}

/** One try of a request through a Gateway or the Ingress controller. Certificates are not verified, only reported. */
export async function exchangeRequest(
  to: RequestTarget,
  address: string,
  { delivered, network, timeoutMs }: Arrival,
): Promise<RequestObservation> {
  const socket = await network.openTcp(delivered);
  return within<RequestObservation>(socket, timeoutMs, async () => {
    const sni = to.sni === undefined || to.sni === '' ? undefined : to.sni;
    const stream = to.protocol === 'https' ? await startTls(socket, sni) : socket;
    const reply = to.protocol === 'grpc' ? await overHttp2(stream, to, address) : await overHttp1(stream, to, address);
    const certificate =
      stream instanceof tls.TLSSocket ? certificateName(stream.getPeerX509Certificate()?.toString()) : {};
    return { ...observed(reply, to, address), ...certificate };
  });
}

function observed(
  { status, headers, trailers }: Reply,
  { protocol }: RequestTarget,
  address: string,
): RequestObservation {
  const isGrpc = protocol === 'grpc';
  const named = (text: string) => text.replaceAll(address, () => placeholder('gateway'));
  const telling = Object.entries(tellingHeaders(headers, isGrpc)).map(
    ([name, values]) => [name, values.map(named)] as const,
  );
  const [by] = headers[ANSWERED_BY] ?? [];
  const grpcStatus = trailers['grpc-status']?.[0] ?? headers['grpc-status']?.[0];
  const [copied] = headers[COPIED] ?? [];
  return {
    outcome: 'reached',
    status,
    ...(by === undefined ? {} : { by }),
    ...(isGrpc && grpcStatus !== undefined ? { grpcStatus: Number(grpcStatus) } : {}),
    ...(telling.length === 0 ? {} : { headers: Object.fromEntries(telling) }),
    ...seenIn(headers, isGrpc, named),
    copies: copied === undefined ? {} : (JSON.parse(copied) as Record<string, string[]>),
  };
}

function seenIn(headers: Headers, isGrpc: boolean, named: (text: string) => string): Pick<RequestObservation, 'seen'> {
  const [told] = headers[SEEN_REQUEST] ?? [];
  if (told === undefined) return {};
  const { h2: _, tls: secured, ...seen } = JSON.parse(decodeURIComponent(told)) as ArrivingRequest;
  return { seen: seenRequest({ ...seen, host: named(seen.host), ...secured }, isGrpc) };
}

function overHttp1(socket: net.Socket, to: RequestTarget, address: string): Promise<Reply> {
  const { method, path, host, headers } = gatewayRequestOf(to, address);
  return new Promise((resolve, reject) => {
    const fields = { host, connection: 'keep-alive', ...outgoing(headers) };
    const request = http.request({ method, path, headers: fields, createConnection: () => socket }, (response) => {
      response.resume();
      response.once('error', reject);
      response.once('end', () => {
        const trailers = headersOf({ rawHeaders: response.rawTrailers });
        resolve({ status: response.statusCode ?? 0, headers: headersOf(response), trailers });
      });
    });
    request.once('error', reject);
    request.once('upgrade', (response) => {
      resolve({ status: response.statusCode ?? 0, headers: headersOf(response), trailers: {} });
    });
    request.end();
  });
}

/** An empty gRPC message: no compression, no bytes. */
const EMPTY_MESSAGE = Buffer.alloc(5);

function overHttp2(socket: net.Socket, to: RequestTarget, address: string): Promise<Reply> {
  const { method, path, host, headers } = gatewayRequestOf(to, address);
  return new Promise((resolve, reject) => {
    const session = http2.connect(`http://${host}`, { createConnection: () => socket });
    session.once('error', reject);
    const stream = session.request({ ':method': method, ':path': path, ':authority': host, ...outgoing(headers) });
    let head: http2.IncomingHttpHeaders = {};
    let trailers: http2.IncomingHttpHeaders = {};
    stream.once('error', reject);
    stream.once('response', (found) => (head = found));
    stream.once('trailers', (found: http2.IncomingHttpHeaders) => (trailers = found));
    stream.resume();
    stream.once('end', () =>
      resolve({ status: Number(head[':status'] ?? 0), headers: fields(head), trailers: fields(trailers) }),
    );
    stream.end(EMPTY_MESSAGE);
  });
}

function fields(found: http2.IncomingHttpHeaders): Headers {
  return Object.fromEntries(
    Object.entries(found).flatMap(([name, value]) =>
      name.startsWith(':') || value === undefined ? [] : [[name, [value].flat()]],
    ),
  );
}
