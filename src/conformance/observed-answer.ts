import type { Cluster } from '../dataplane/cluster';
import type { Listener } from '../dataplane/flow';
import type {
  Balanced,
  BackendRequest,
  ForwardedRoute,
  IngressRequest,
  IngressRoute,
} from '../dataplane/ingress/ingress-controller';
import type { Nginx } from '../dataplane/ingress/nginx/nginx';

/** A request as recordings have it. */
export interface RecordedRequest {
  readonly host: string;
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly scheme?: 'http' | 'https';
  /** TLS server name; `''`: none is sent. Default: the host. */
  readonly sni?: string;
  /** The client's address. */
  readonly from?: string;
  /** Whether `headers` and `seen.headers` of the answer are complete. */
  readonly allHeaders?: boolean;
  /** That many requests in a row: who answers which part of them. */
  readonly share?: number;
  /** That many requests in a row: who answers any of them. */
  readonly spread?: number;
}

/** What came of a request. */
export interface ObservedAnswer {
  readonly outcome: 'reached' | 'closed' | 'refused';
  readonly status: number | undefined;
  /** The Pod that answered, or `external HOST`; nobody: the controller did. */
  readonly by: readonly string[];
  readonly seen?: {
    readonly method: string;
    readonly host: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, readonly string[]>>;
    readonly tls?: boolean;
    readonly port?: number;
  };
  readonly headers?: Readonly<Record<string, readonly string[]>>;
  readonly certificate?: string;
  readonly share?: Readonly<Record<string, number>>;
  readonly spread?: readonly string[];
  /** Why that is not known: what decides is not modelled. */
  readonly left?: string;
}

/** What a client gets of a controller before Pods that answer every path with what they saw. */
export function observedAnswer(nginx: Nginx, cluster: Cluster, request: RecordedRequest): ObservedAnswer {
  const route = nginx.route(ingressRequest(request));
  if (route.action === 'close') return { outcome: 'closed', status: undefined, by: [] };
  if (route.action === 'left') return { outcome: 'reached', status: undefined, by: [], left: route.reason };
  if (request.share !== undefined)
    return { outcome: 'reached', status: undefined, by: [], share: sharesOf(route, cluster) };
  const answers = answersOf(route, cluster, request);
  const [first = { status: 502, by: [] }] = answers;
  if (request.spread !== undefined) {
    const all = answers.flatMap(({ status, by }) => (by.length === 0 ? [String(status)] : by));
    return { outcome: 'reached', status: undefined, by: [], spread: [...new Set(all)].sort() };
  }
  const certificate = route.certificate?.subject.split(/,\s*/).find((part) => part.startsWith('CN='));
  return {
    outcome: 'reached',
    ...first,
    ...(certificate === undefined ? {} : { certificate: certificate.slice(3) }),
  };
}

function ingressRequest({
  host,
  path,
  method = 'GET',
  headers = {},
  scheme,
  sni,
  from,
}: RecordedRequest): IngressRequest {
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const name = sni ?? host.replace(/:\d+$/, '');
  return {
    host,
    path,
    method,
    headers: lower,
    client: from ?? '198.51.100.7',
    ...(scheme === 'https' ? { tls: name === '' ? {} : { sni: name } } : {}),
  };
}

type Answer = Omit<ObservedAnswer, 'outcome'>;

/** One answer for each endpoint that a request may be sent to. */
function answersOf(route: IngressRoute, cluster: Cluster, request: RecordedRequest): readonly Answer[] {
  if (route.action === 'respond') {
    const headers = told(route.headers, request);
    return [{ status: route.status, by: [], ...(headers === undefined ? {} : { headers }) }];
  }
  if (route.action !== 'forward') return [];
  return [route, ...(route.canary === undefined ? [] : [route.canary])].flatMap(({ endpoints }) =>
    endpoints.flatMap((endpoint) => answersBehind(route, endpoint, cluster, request)),
  );
}

function answersBehind(
  route: ForwardedRoute,
  endpoint: Balanced['endpoints'][number],
  cluster: Cluster,
  asked: RecordedRequest,
): readonly Answer[] {
  const { request, overTls = false } = route;
  const by = whoAnswers(endpoint, cluster);
  if (by === undefined || request === undefined) return [{ status: route.unreachable ?? 503, by: [] }];
  const page = route.errorPages?.get(Number(request.headers['x-echo-status'] ?? 200));
  if (page !== undefined) return answersOf(page, cluster, asked);
  const [name = '', ...value] = (request.headers['x-echo-set-header'] ?? '').split(': ');
  const own = name === '' ? {} : { [name.toLowerCase()]: moved(route, name, value.join(': ')) };
  const headers = told({ ...own, ...route.headers }, asked);
  const status = Number(request.headers['x-echo-status'] ?? 200);
  // Nobody sees who answered a request without a body.
  const shown = headers === undefined ? {} : { headers };
  if (asked.method === 'HEAD') return [{ status, by: [], ...shown }];
  const isUsual = endpoint.port === 3000 || endpoint.port === 3443;
  const seen = {
    ...seenOf(request, asked.allHeaders === true),
    ...(overTls ? { tls: true } : {}),
    ...(isUsual ? {} : { port: endpoint.port }),
  };
  return [{ status, by: [by], seen, ...shown }];
}

/** Who listens where a connection of the controller arrives; undefined: nobody. */
function whoAnswers({ address, port }: Balanced['endpoints'][number], cluster: Cluster): string | undefined {
  const host = [...cluster.externalHosts].find(([, addresses]) => addresses.includes(address));
  if (host !== undefined) return `external ${host[0]}`;
  const decision = cluster.connect({ from: cluster.ingressVantage, protocol: 'TCP', address, port });
  return decision.action === 'deliver' && listens(decision.listener, port, cluster, address)
    ? podOf(decision.listener)
    : undefined;
}

/** The Pods of recordings listen on these ports, whatever they declare; a Service leads to one of them. */
const ECHO_PORTS: ReadonlySet<number> = new Set([3000, 3443, 8080]);

function listens(listener: Listener, port: number, cluster: Cluster, address: string): boolean {
  const isPod = [...cluster.pods.values()].some(({ ip }) => ip === address);
  return listener.type === 'pod' && (!isPod || ECHO_PORTS.has(port));
}

function podOf(listener: Listener): string | undefined {
  return listener.type === 'pod' ? listener.pod : undefined;
}

function seenOf({ method, path, headers }: BackendRequest, isComplete: boolean): NonNullable<ObservedAnswer['seen']> {
  const { host = '', ...others } = headers;
  const withId = isComplete ? { ...others, 'x-request-id': '${id}' } : others;
  const shown = Object.entries(withId).filter(([name]) => isComplete || !USUAL.has(name));
  return { method, host, path, headers: Object.fromEntries(shown.map(([name, value]) => [name, [value]])) };
}

/** Headers that the controller always sets, left out of recordings unless all are wanted. */
const USUAL: ReadonlySet<string> = new Set([
  ...['connection', 'content-length', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-port'],
  ...['x-forwarded-proto', 'x-forwarded-scheme', 'x-real-ip', 'x-request-id', 'x-scheme'],
]);

/** Headers of an answer, other than those that every answer has. */
function told(
  headers: Readonly<Record<string, string>> = {},
  { allHeaders = false }: RecordedRequest,
): ObservedAnswer['headers'] | undefined {
  const shown = Object.entries(headers).filter(
    ([name]) => name !== 'server' && (allHeaders || name !== 'strict-transport-security'),
  );
  return shown.length === 0 ? undefined : Object.fromEntries(shown.map(([name, value]) => [name, [value]]));
}

function moved({ locations }: ForwardedRoute, name: string, value: string): string {
  if (locations === undefined || name.toLowerCase() !== 'location' || !value.startsWith(locations.from)) return value;
  return locations.to + value.slice(locations.from.length);
}

function sharesOf(route: IngressRoute, cluster: Cluster): Readonly<Record<string, number>> {
  if (route.action !== 'forward') return {};
  const shares: Record<string, number> = {};
  const add = ({ endpoints }: Balanced, share: number) => {
    for (const endpoint of endpoints) {
      const by = whoAnswers(endpoint, cluster) ?? '';
      shares[by] = (shares[by] ?? 0) + share / endpoints.length;
    }
  };
  const { canary } = route;
  add(route, 1 - (canary?.share ?? 0));
  if (canary !== undefined) add(canary, canary.share);
  return shares;
}
