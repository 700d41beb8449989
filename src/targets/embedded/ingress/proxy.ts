import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import http from 'node:http';
import type net from 'node:net';
import type { Duplex } from 'node:stream';
import type { IngressController, IngressRequest, IngressRoute } from '../../../dataplane/ingress/ingress-controller';
import type { Vantage } from '../../../terms/vantage';
import type { Network } from '../network';
import { endWith, respond } from '../serve-http';

export interface ProxyContext {
  readonly network: Network;
  /** Where the proxy itself runs. */
  readonly from: Vantage;
}

/** Who asks. */
export interface ProxyClient extends Pick<IngressRequest, 'tls'> {
  /** The address that the proxy sees. */
  readonly source: string;
}

type Forward = Extract<IngressRoute, { action: 'forward' }>;

/** A reverse proxy that routes as the Ingress controller decides and balances in turn, as Envoy does by default. */
export class IngressProxy {
  private readonly turns = new Map<string, number>();

  constructor(
    private readonly controller: IngressController,
    private readonly context: ProxyContext,
  ) {}

  async answer(request: IncomingMessage, response: ServerResponse, client: ProxyClient): Promise<void> {
    const route = this.routeOf(request, client);
    if (route.action === 'close') return void request.socket.destroy();
    if (route.action === 'respond') return reply(response, route.status);
    const upstream = await this.open(route).catch(() => undefined);
    if (upstream === undefined) return reply(response, 503, 'no healthy upstream');
    endWithClient(upstream, response);
    const { method, path, headers } = forwardedRequest(request, client);
    const forwarded = http.request({ method, path, headers: endToEnd(headers), createConnection: () => upstream });
    forwarded.once('response', (answer: IncomingMessage) => passOn(answer, response));
    forwarded.on('error', () => {
      reply(response, 503, 'upstream connect error or disconnect/reset before headers');
    });
    request.pipe(forwarded);
  }

  /** Carries an upgrade: the request goes to the backend as it is, and both directions stay open after it. */
  async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, client: ProxyClient): Promise<void> {
    const route = this.routeOf(request, client);
    const upstream = route.action === 'forward' ? await this.open(route).catch(() => undefined) : undefined;
    if (upstream === undefined) return endWith(socket, route.action === 'respond' ? route.status : 503);
    const { method, path, headers } = forwardedRequest(request, client);
    const lines = Object.entries(headers).flatMap(([name, value]) =>
      [value ?? []].flat().map((one) => `${name}: ${one}`),
    );
    upstream.write([`${method} ${path} HTTP/1.1`, ...lines, '\r\n'].join('\r\n'));
    upstream.write(head);
    upstream.once('error', () => socket.destroy());
    endWithClient(upstream, socket);
    socket.pipe(upstream).pipe(socket);
  }

  private routeOf(request: IncomingMessage, { tls }: ProxyClient): IngressRoute {
    const { host = '' } = request.headers;
    return this.controller.route({ host, path: request.url ?? '/', ...(tls === undefined ? {} : { tls }) });
  }

  /** A connection to the endpoint whose turn it is; none where that one does not take it: Envoy tries no other. */
  private async open({ endpoints, service }: Forward): Promise<net.Socket | undefined> {
    const turn = this.turns.get(service) ?? 0;
    this.turns.set(service, turn + 1);
    const endpoint = endpoints[turn % endpoints.length];
    if (endpoint === undefined) return undefined;
    const decision = this.context.network.connect({ from: this.context.from, protocol: 'TCP', ...endpoint });
    return decision.action === 'deliver' ? this.context.network.openTcp(decision) : undefined;
  }
}

/** Has a connection to a backend end with the client that it was made for, who may have left already. */
function endWithClient(upstream: net.Socket, client: ServerResponse | Duplex): void {
  if (client.destroyed) upstream.destroy();
  else client.once('close', () => upstream.destroy());
}

function passOn(answer: IncomingMessage, response: ServerResponse): void {
  answer.on('error', () => response.destroy());
  try {
    response.writeHead(answer.statusCode ?? 502, endToEnd(rawHeaders(answer)));
  } catch {
    return reply(response, 502, 'the response of the backend cannot be passed on');
  }
  answer.pipe(response);
}

function reply(response: ServerResponse, status: number, body = ''): void {
  respond(response, { status, headers: { server: 'envoy' }, body });
}

function forwardedRequest(
  request: IncomingMessage,
  client: ProxyClient,
): { method: string; path: string; headers: OutgoingHttpHeaders } {
  return {
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    headers: { ...rawHeaders(request), ...forwardingHeaders(request, client) },
  };
}

/** What the proxy adds to a request, so that the backend can tell who asked and how. */
function forwardingHeaders(request: IncomingMessage, { source, tls }: ProxyClient): OutgoingHttpHeaders {
  const before = request.headers['x-forwarded-for'];
  return {
    'x-forwarded-for': before === undefined ? source : `${String(before)},${source}`,
    'x-forwarded-proto': tls === undefined ? 'http' : 'https',
    'x-envoy-external-address': source,
  };
}

/** Headers as they came, several of one name kept apart. */
function rawHeaders({ headersDistinct }: IncomingMessage): OutgoingHttpHeaders {
  return Object.fromEntries(
    Object.entries(headersDistinct).map(([name, values = []]) => [name, values.length === 1 ? values[0] : values]),
  );
}

/** Headers without those that speak of one connection only. */
function endToEnd({
  connection: _connection,
  'keep-alive': _keepAlive,
  ...headers
}: OutgoingHttpHeaders): OutgoingHttpHeaders {
  return headers;
}
