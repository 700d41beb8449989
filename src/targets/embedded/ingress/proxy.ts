import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import http from 'node:http';
import type net from 'node:net';
import type { Duplex } from 'node:stream';
import type { Dataplane } from '../../../dataplane/dataplane';
import { targetOf } from '../../../dataplane/gateway/request';
import { endpointAt } from '../../../dataplane/ingress/balance';
import type {
  ForwardedRoute,
  IngressController,
  IngressRequest,
  IngressRoute,
} from '../../../dataplane/ingress/ingress-controller';
import { NOT_MODELLED } from '../../../dataplane/simulation/observe';
import type { Network } from '../network';
import { endWith, respond } from '../serve-http';

export interface ProxyContext {
  readonly network: Network;
  /** Where what it passes on goes. */
  readonly forward: Dataplane['forward'];
}

/** Who asks. */
export interface ProxyClient extends Pick<IngressRequest, 'tls'> {
  /** The address that the proxy sees. */
  readonly source: string;
}

/** A reverse proxy that routes as the Ingress controller decides and balances in turn, as Envoy does by default. */
export class IngressProxy {
  private readonly turns = new Map<string, number>();

  constructor(
    private readonly controller: IngressController,
    private readonly context: ProxyContext,
  ) {}

  async answer(request: IncomingMessage, response: ServerResponse, client: ProxyClient): Promise<void> {
    await this.carryOut(this.routeOf(request, client), request, response, client);
  }

  /** Carries an upgrade: the request goes to the backend as it is, and both directions stay open after it. */
  async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, client: ProxyClient): Promise<void> {
    const route = this.routeOf(request, client);
    const upstream = route.action === 'forward' ? await this.open(route).catch(() => undefined) : undefined;
    if (route.action !== 'forward' || upstream === undefined) return endWith(socket, statusWithoutBackend(route));
    const { method, path, headers } = forwardedRequest(route, request, client);
    const lines = Object.entries({ ...headers, connection: 'upgrade' }).flatMap(([name, value]) =>
      [value ?? []].flat().map((one) => `${name}: ${one}`),
    );
    upstream.write([`${method} ${path} HTTP/1.1`, ...lines, '\r\n'].join('\r\n'));
    upstream.write(head);
    upstream.once('error', () => socket.destroy());
    endWithClient(upstream, socket);
    socket.pipe(upstream).pipe(socket);
  }

  private async carryOut(
    route: IngressRoute,
    request: IncomingMessage,
    response: ServerResponse,
    client: ProxyClient,
  ): Promise<void> {
    if (route.action === 'close') return void request.socket.destroy();
    if (route.action !== 'forward') return reply(response, statusWithoutBackend(route), route);
    const upstream = await this.open(route).catch(() => undefined);
    if (upstream === undefined) return reply(response, statusWithoutBackend(route), route, 'no healthy upstream');
    endWithClient(upstream, response);
    const { method, path, headers } = forwardedRequest(route, request, client);
    const forwarded = http.request({ method, path, headers: endToEnd(headers), createConnection: () => upstream });
    forwarded.once('response', (answer: IncomingMessage) => {
      const page = route.errorPages?.get(answer.statusCode ?? 502);
      if (page === undefined) return passOn(answer, response, route);
      answer.resume();
      void this.carryOut(page, request, response, client);
    });
    forwarded.on('error', () => {
      reply(response, statusWithoutBackend(route), route, 'upstream connect error or disconnect/reset before headers');
    });
    request.pipe(forwarded);
  }

  private routeOf(request: IncomingMessage, { source, tls }: ProxyClient): IngressRoute {
    const { host = '' } = request.headers;
    return this.controller.route({
      host,
      path: request.url ?? '/',
      method: request.method ?? 'GET',
      headers: singleHeaders(request),
      client: source,
      ...(tls === undefined ? {} : { tls }),
    });
  }

  /** A connection to the endpoint whose turn it is; none where that one does not take it: Envoy tries no other. */
  private async open(route: ForwardedRoute): Promise<net.Socket | undefined> {
    const turn = this.turns.get(route.service) ?? 0;
    this.turns.set(route.service, turn + 1);
    const endpoint = endpointAt(route, turn);
    if (endpoint === undefined) return undefined;
    const decision = this.context.forward(route, endpoint);
    return decision.action === 'deliver' ? this.context.network.openTcp(decision, { anyProtocol: true }) : undefined;
  }
}

/** Has a connection to a backend end with the client that it was made for, who may have left already. */
function endWithClient(upstream: net.Socket, client: ServerResponse | Duplex): void {
  if (client.destroyed) upstream.destroy();
  else client.once('close', () => upstream.destroy());
}

function passOn(answer: IncomingMessage, response: ServerResponse, route: ForwardedRoute): void {
  answer.on('error', () => response.destroy());
  try {
    response.writeHead(answer.statusCode ?? 502, {
      ...movedHeaders(endToEnd(rawHeaders(answer)), route),
      ...route.headers,
    });
  } catch {
    return reply(response, 502, route, 'the response of the backend cannot be passed on');
  }
  answer.pipe(response);
}

/** `locations`: what a Location header of a backend is made of. */
function movedHeaders(headers: OutgoingHttpHeaders, { locations }: ForwardedRoute): OutgoingHttpHeaders {
  const { location } = headers;
  if (locations === undefined || typeof location !== 'string' || !location.startsWith(locations.from)) return headers;
  return { ...headers, location: locations.to + location.slice(locations.from.length) };
}

function statusWithoutBackend(route: IngressRoute): number {
  if (route.action === 'left') return NOT_MODELLED;
  if (route.action === 'respond') return route.status;
  return route.action === 'forward' ? (route.unreachable ?? 503) : 503;
}

function reply(response: ServerResponse, status: number, route: IngressRoute, body = ''): void {
  const headers = route.action === 'respond' || route.action === 'forward' ? route.headers : {};
  // Contour's proxy says its name; that of a controller that changes requests is not Envoy.
  const server = route.action === 'forward' && route.request !== undefined ? {} : { server: 'envoy' };
  respond(response, { status, headers: { ...server, ...headers }, body });
}

function forwardedRequest(
  route: ForwardedRoute,
  request: IncomingMessage,
  client: ProxyClient,
): { method: string; path: string; headers: OutgoingHttpHeaders } {
  if (route.request !== undefined) return { ...route.request, headers: { ...route.request.headers } };
  const target = targetOf(request.url ?? '/');
  return {
    method: request.method ?? 'GET',
    path: `${target.path}${target.query}`,
    headers: { ...rawHeaders(request), ...forwardingHeaders(request, client) },
  };
}

/** Headers as a controller compares them: several of one name joined. */
function singleHeaders({ headersDistinct }: IncomingMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headersDistinct).map(([name, values = []]) => [name, values.join(name === 'cookie' ? '; ' : ', ')]),
  );
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
