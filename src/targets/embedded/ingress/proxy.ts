import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import http from 'node:http';
import type net from 'node:net';
import type { Duplex } from 'node:stream';
import type { Delivered } from '../../../dataplane/flow';
import type { IngressController, IngressRequest, IngressRoute } from '../../../dataplane/ingress/ingress-controller';
import type { Vantage } from '../../../terms/vantage';
import type { Conntrack } from '../conntrack';
import type { Network } from '../network';

export interface ProxyContext {
  readonly network: Network;
  readonly conntrack: Conntrack;
  /** Where the proxy itself runs. */
  readonly from: Vantage;
}

type Tls = Pick<IngressRequest, 'tls'>;
type Forward = Extract<IngressRoute, { action: 'forward' }>;

/** A reverse proxy that routes as the Ingress controller decides and balances in turn, as Envoy does by default. */
export class IngressProxy {
  private readonly turns = new Map<string, number>();

  constructor(
    private readonly controller: IngressController,
    private readonly context: ProxyContext,
  ) {}

  async answer(request: IncomingMessage, response: ServerResponse, { tls }: Tls): Promise<void> {
    const route = this.routeOf(request, tls);
    if (route.action === 'close') return void request.socket.destroy();
    if (route.action === 'respond') return void respond(response, route.status);
    const upstream = await this.open(route).catch(() => undefined);
    if (upstream === undefined) return void respond(response, 503, 'no healthy upstream');
    const { method, path, headers } = this.forwardedRequest(request, tls);
    const forwarded = http.request(
      { method, path, headers: endToEnd(headers), createConnection: () => upstream },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, endToEnd(rawHeaders(answer)));
        answer.pipe(response);
        answer.once('error', () => response.destroy());
      },
    );
    forwarded.once('error', () => {
      if (response.headersSent) response.destroy();
      else respond(response, 503, 'upstream connect error or disconnect/reset before headers');
    });
    response.once('close', () => upstream.destroy());
    request.pipe(forwarded);
  }

  /** Carries an upgrade: the request goes to the backend as it is, and both directions stay open after it. */
  async upgrade(request: IncomingMessage, client: Duplex, head: Buffer, { tls }: Tls): Promise<void> {
    client.once('error', () => client.destroy());
    const route = this.routeOf(request, tls);
    const upstream = route.action === 'forward' ? await this.open(route).catch(() => undefined) : undefined;
    if (upstream === undefined) {
      const status = route.action === 'respond' ? route.status : 503;
      return void client.end(`HTTP/1.1 ${status} ${http.STATUS_CODES[status] ?? ''}\r\ncontent-length: 0\r\n\r\n`);
    }
    const { method, path, headers } = this.forwardedRequest(request, tls);
    const lines = Object.entries(headers).flatMap(([name, value]) =>
      [value ?? []].flat().map((one) => `${name}: ${one}`),
    );
    upstream.write([`${method} ${path} HTTP/1.1`, ...lines, '\r\n'].join('\r\n'));
    upstream.write(head);
    upstream.once('error', () => client.destroy());
    client.once('close', () => upstream.destroy());
    client.pipe(upstream).pipe(client);
  }

  private routeOf(request: IncomingMessage, tls: Tls['tls']): IngressRoute {
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

  private forwardedRequest(
    request: IncomingMessage,
    tls: Tls['tls'],
  ): { method: string; path: string; headers: OutgoingHttpHeaders } {
    const { remotePort = 0, localPort = 0 } = request.socket;
    const client = this.context.conntrack.find('tcp', remotePort, localPort)?.delivered;
    return {
      method: request.method ?? 'GET',
      path: request.url ?? '/',
      headers: { ...rawHeaders(request), ...forwardingHeaders(request, client, tls) },
    };
  }
}

function respond(response: ServerResponse, status: number, body = ''): void {
  response.writeHead(status, { 'content-type': 'text/plain', server: 'envoy' }).end(body);
}

/** What the proxy adds to a request, so that the backend can tell who asked and how. */
function forwardingHeaders(
  request: IncomingMessage,
  client: Delivered | undefined,
  tls: Tls['tls'],
): OutgoingHttpHeaders {
  const source = client?.source ?? '';
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
