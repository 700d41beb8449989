import type { IncomingMessage, ServerResponse } from 'node:http';
import type net from 'node:net';
import type { Duplex } from 'node:stream';
import { Readable } from 'node:stream';
import type { Close, Destination, LeftDecision, Respond } from '../../../dataplane/gateway/decision';
import { grpcStatusOf } from '../../../dataplane/gateway/grpc-status';
import type { Headers } from '../../../dataplane/gateway/headers';
import { modifiedHeaders } from '../../../dataplane/gateway/headers';
import type { GatewayRequest } from '../../../dataplane/gateway/request';
import { Turns } from '../../../dataplane/gateway/turns';
import { isGrpc } from '../../../dataplane/pods/answer-request';
import { NOT_MODELLED } from '../../../dataplane/simulation/observe';
import type { Forwarding } from '../../../dataplane/simulation/request-decision';
import { arrivingAs } from '../../../dataplane/simulation/requests';
import type { GatewayProfile } from '../../../model/gateway/profile';
import type { Vantage } from '../../../terms/vantage';
import type { Network } from '../network';
import { ANSWERED_BY, COPIED, TOOK } from '../processes/identity';
import { endWith, respond } from '../serve-http';
import type { AnyRequest, AnyResponse } from './messages';
import { outgoing, requestHead } from './messages';
import type { UpstreamAnswer, UpstreamRequest } from './upstream';
import { secured, send } from './upstream';

export interface ProxyContext {
  readonly network: Network;
  /** Where the proxy itself runs. */
  readonly from: Vantage;
  /** Default: `spec`. */
  readonly profile?: GatewayProfile;
}

/** Who asks. */
export interface ProxyClient {
  /** The address that the proxy sees. */
  readonly source: string;
  /** Present when the request came over TLS. */
  readonly tls?: { readonly sni: string };
}

/** What is done with a request. */
export type ProxyDecision = Forwarding | Respond | LeftDecision | Close;

/** A reverse proxy that does what a controller decides: the Ingress controller, or a Gateway. */
export class RequestProxy {
  private readonly turns = new Turns();

  constructor(
    private readonly decide: (request: GatewayRequest) => ProxyDecision,
    private readonly context: ProxyContext,
  ) {}

  async answer(request: AnyRequest, response: AnyResponse, client: ProxyClient): Promise<void> {
    const head = requestHead(request, client.tls);
    const decision = this.decide(head);
    if (decision.action === 'close') return void request.socket.destroy();
    if (decision.action === 'left') return reply(response, head, NOT_MODELLED);
    if (decision.action === 'respond') return reply(response, head, decision.status, { headers: decision.headers });
    const destination = this.turns.destination(ruleOf(decision), decision.destinations);
    if (destination === undefined) return reply(response, head, 500);
    if (decision.mirrors.length === 0) return this.forward(decision, destination, head, request, response, client);
    const bytes = await bytesOf(request);
    const copies = await this.mirror(decision, destination, head, bytes, client);
    await this.forward(decision, destination, head, Readable.from([bytes]), response, client, copies);
  }

  /** Carries an upgrade: the request goes to the backend as it is, and both directions stay open after it. */
  async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, client: ProxyClient): Promise<void> {
    const asked = requestHead(request, client.tls);
    const decision = this.decide(asked);
    const destination =
      decision.action === 'forward' ? this.turns.destination(ruleOf(decision), decision.destinations) : undefined;
    const upstream = destination === undefined ? undefined : await this.open(destination).catch(() => undefined);
    if (decision.action !== 'forward' || destination === undefined || upstream === undefined) {
      return endWith(socket, decision.action === 'respond' ? decision.status : statusWithout(decision, destination));
    }
    const { method, path, host, headers } = arrivingAs(decision, destination, asked);
    const fields = { ...headers, connection: ['Upgrade'], ...forwardingHeaders(asked, client) };
    const lines = Object.entries(fields).flatMap(([name, values]) => values.map((one) => `${name}: ${one}`));
    upstream.write([`${method} ${path} HTTP/1.1`, `host: ${host}`, ...lines, '\r\n'].join('\r\n'));
    upstream.write(head);
    upstream.once('error', () => socket.destroy());
    endWithClient(upstream, socket);
    socket.pipe(upstream).pipe(socket);
  }

  private async forward(
    decision: Forwarded,
    destination: Destination,
    head: GatewayRequest,
    body: Readable,
    response: AnyResponse,
    client: ProxyClient,
    copies: Headers = {},
  ): Promise<void> {
    if (destination.status !== undefined)
      return reply(response, head, destination.status, { body: destination.reason });
    const upstream = await this.open(destination).catch(() => undefined);
    if (upstream === undefined) return reply(response, head, 503, { body: 'no healthy upstream' });
    endWithClient(upstream, response);
    const { timeoutMs = Infinity } = decision;
    const timer =
      timeoutMs === Infinity
        ? undefined
        : setTimeout(() => reply(response, head, 504, { body: 'upstream request timeout' }), timeoutMs);
    try {
      const answer = await send(upstream, this.passedOn(decision, destination, head, client), body, destination.h2c);
      // A process here does not wait: it says how long it would have.
      if (Number(answer.headers[TOOK]?.[0] ?? 0) > timeoutMs) return reply(response, head, 504);
      if (!response.headersSent) passOn(answer, response, destination, copies);
    } catch {
      reply(response, head, 503, { body: 'upstream connect error or disconnect/reset before headers' });
    } finally {
      clearTimeout(timer);
    }
  }

  /** Sends copies to whoever should get one, and tells who got them; what they answer is not passed on. */
  private async mirror(
    decision: Forwarded,
    destination: Destination,
    head: GatewayRequest,
    body: Buffer,
    client: ProxyClient,
  ): Promise<Headers> {
    const copies: Record<string, readonly string[]> = {};
    for (const mirror of decision.mirrors) {
      if (!this.turns.copies(mirror.backend.path, mirror.share)) continue;
      const upstream = await this.open(mirror).catch(() => undefined);
      if (upstream === undefined) continue;
      const request = this.passedOn(decision, destination, head, client);
      const answer = await send(upstream, request, Readable.from([body]), destination.h2c).catch(() => undefined);
      answer?.body.resume();
      const [pod] = answer?.headers[ANSWERED_BY] ?? [];
      if (pod !== undefined) copies[pod] = [request.path];
    }
    return { [COPIED]: [JSON.stringify(copies)] };
  }

  private passedOn(
    decision: Forwarded,
    destination: Destination,
    head: GatewayRequest,
    client: ProxyClient,
  ): UpstreamRequest {
    const { headers, ...request } = arrivingAs(decision, destination, head);
    return { ...request, headers: { ...headers, ...forwardingHeaders(head, client) } };
  }

  /** A connection to the endpoint whose turn it is; none where that one does not take it: Envoy tries no other. */
  private async open(
    destination: Pick<Destination, 'backend' | 'share' | 'endpoints' | 'tls'> & Partial<Pick<Destination, 'h2c'>>,
  ): Promise<net.Socket | undefined> {
    const { network, from, profile = 'spec' } = this.context;
    const endpoint = this.turns.endpoint(destination.backend.service ?? '', destination);
    if (endpoint === undefined) return undefined;
    const decision = network.connect({ from, protocol: 'TCP', ...endpoint });
    if (decision.action !== 'deliver') return undefined;
    const socket = await network.openTcp(decision, { anyProtocol: true });
    return destination.tls === undefined ? socket : secured(socket, destination.tls, profile, destination);
  }
}

type Forwarded = Extract<ProxyDecision, { action: 'forward' }>;

function statusWithout({ action }: ProxyDecision, destination: Destination | undefined): number {
  return action === 'left' ? NOT_MODELLED : (destination?.status ?? 503);
}

/** Names the rule whose destinations take turns. */
function ruleOf({ reason }: Forwarded): string {
  return reason;
}

/** Has a connection to a backend end with the client that it was made for, who may have left already. */
function endWithClient(upstream: net.Socket, client: AnyResponse | Duplex): void {
  if (client.destroyed) upstream.destroy();
  else client.once('close', () => upstream.destroy());
}

function passOn(
  answer: UpstreamAnswer,
  response: AnyResponse,
  { responseHeaders }: Destination,
  copies: Headers,
): void {
  answer.body.once('error', () => response.destroy());
  try {
    const headers = modifiedHeaders({ ...answer.headers, ...copies }, responseHeaders);
    // Node writes of HTTP/1 and HTTP/2 answers the head in the same way, only the types differ.
    (response as ServerResponse).writeHead(answer.status, outgoing(withoutChunks(headers, response)));
  } catch {
    return void response.destroy();
  }
  answer.body.on('data', (chunk: Buffer) => void (response as ServerResponse).write(chunk));
  answer.body.once('end', () => {
    (response as ServerResponse).addTrailers(outgoing(answer.trailers()));
    response.end();
  });
}

/** HTTP/2 knows no chunks. */
function withoutChunks(headers: Headers, response: AnyResponse): Headers {
  if (!('stream' in response)) return headers;
  const { 'transfer-encoding': _, ...rest } = headers;
  return rest;
}

/** Answers in the name of the proxy itself: gRPC in its own words. */
function reply(
  response: AnyResponse,
  request: GatewayRequest,
  status: number,
  { headers = {}, body = '' }: { readonly headers?: Headers; readonly body?: string } = {},
): void {
  const fields = { server: 'envoy', ...outgoing(headers) };
  if (isGrpc(request.headers)) {
    const grpc = {
      ...fields,
      'content-type': 'application/grpc',
      'grpc-status': String(grpcStatusOf(status)),
      'grpc-message': body,
    };
    return respond(response as ServerResponse, { status: 200, headers: grpc });
  }
  respond(response as ServerResponse, { status, headers: fields, body });
}

/** What the proxy adds to a request, so that the backend can tell who asked and how. */
function forwardingHeaders({ headers }: GatewayRequest, { source, tls }: ProxyClient): Headers {
  return {
    'x-forwarded-for': [[...(headers['x-forwarded-for'] ?? []), source].join(',')],
    'x-forwarded-proto': [tls === undefined ? 'http' : 'https'],
    'x-envoy-external-address': [source],
  };
}

async function bytesOf(body: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
