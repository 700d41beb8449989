import { isDeepStrictEqual } from 'node:util';
import type { Cluster } from '../../dataplane/cluster';
import type { Destination, Respond } from '../../dataplane/gateway/decision';
import { modifiedHeaders } from '../../dataplane/gateway/headers';
import type { Forwarding, RequestDecision } from '../../dataplane/simulation/request-decision';
import { arrivingAs } from '../../dataplane/simulation/requests';
import type { WebRequest } from '../../requests/web-request';
import type { Facet } from '../note';

/** Whom a part of the requests reaches, and what it is asked. */
export interface Reached {
  /** `shop/web:8080`: a Service, and the ports of its Pods. */
  readonly backend: string;
  /** From 0 to 1. */
  readonly share: number;
  readonly path: string;
  readonly host: string;
  /** `X-Forwarded-Prefix`. Absent: it is not sent. */
  readonly prefix?: string;
}

/** What is decided about a request from outside. */
export interface FrontAnswer {
  readonly kind: 'closed' | 'own' | 'backend';
  /** Of an answer of the proxy itself. */
  readonly status?: number;
  readonly location?: string;
  readonly to: readonly Reached[];
  /** Headers of the answer that browsers ask for before they let pages of other origins see it. */
  readonly cors: Readonly<Record<string, string>>;
  readonly hsts?: string;
  /** Whether the connection is made with a certificate that nobody trusts. */
  readonly isFake?: boolean;
  /** `namespace/name` of the Ingress that it follows from. */
  readonly ingress?: string;
  readonly reason: string;
}

/** A decision as far as clients and backends see it. */
export function frontAnswer(decided: Exclude<RequestDecision, { kind: 'left' }>, cluster: Cluster): FrontAnswer {
  if (decided.kind === 'closed') return { kind: 'closed', to: [], cors: {}, reason: decided.reason };
  if (decided.kind === 'stream') return { kind: 'backend', to: [], cors: {}, reason: decided.stream.reason };
  const { decision, request, certificate, ingress } = decided;
  const shared = {
    ...(certificate?.secret === '' ? { isFake: true } : {}),
    ...(ingress === undefined ? {} : { ingress }),
    reason: decision.reason,
  };
  const isSecure = request.tls !== undefined;
  if (decision.action === 'respond') return { ...shared, ...ownAnswer(decision, isSecure) };
  const [first] = decision.destinations;
  const failed = decision.destinations.find(({ status }) => status !== undefined);
  if (first === undefined) return { ...shared, kind: 'own', status: 500, to: [], cors: {} };
  if (failed?.status !== undefined && decision.destinations.length === 1) {
    return { ...shared, kind: 'own', status: failed.status, to: [], cors: {} };
  }
  const headers = modifiedHeaders({}, first.responseHeaders);
  return {
    ...shared,
    kind: 'backend',
    to: decision.destinations.filter(({ share }) => share > 0).map((each) => reached(decision, each, request, cluster)),
    ...told(headers, isSecure),
  };
}

function ownAnswer(
  { status, headers }: Respond,
  isSecure: boolean,
): Pick<FrontAnswer, 'kind' | 'status' | 'location' | 'to' | 'cors'> {
  const [location] = headers.location ?? [];
  const { cors } = told(headers, isSecure);
  return {
    kind: 'own',
    status,
    // The port of a scheme may be written or not.
    ...(location === undefined ? {} : { location: URL.canParse(location) ? new URL(location).href : location }),
    to: [],
    cors,
  };
}

/** What an answer says to browsers. `Strict-Transport-Security` counts over TLS alone (RFC 6797, 8.1). */
function told(
  headers: Readonly<Record<string, readonly string[]>>,
  isSecure: boolean,
): Pick<FrontAnswer, 'cors' | 'hsts'> {
  const cors = Object.entries(headers).filter(([name]) => name.startsWith('access-control-'));
  const hsts = isSecure ? headers['strict-transport-security']?.join(', ') : undefined;
  return {
    cors: Object.fromEntries(cors.map(([name, values]) => [name, values.join(', ')])),
    ...(hsts === undefined ? {} : { hsts }),
  };
}

type Request = Parameters<typeof arrivingAs>[2];

function reached(forward: Forwarding, destination: Destination, request: Request, cluster: Cluster): Reached {
  const { path, host, headers } = arrivingAs(forward, destination, request);
  const prefix = headers['x-forwarded-prefix']?.join(', ');
  return {
    backend:
      destination.status === undefined
        ? backendOf(destination, cluster)
        : `${destination.backend.service ?? 'nobody'}: ${destination.status}`,
    share: Math.round(destination.share * 1_000) / 1_000,
    path,
    host,
    ...(prefix === undefined ? {} : { prefix }),
  };
}

/** A Service, and the ports of the Pods that it leads to: those tell its own ports apart, whatever they are called. */
function backendOf({ backend: { service = '' }, endpoints }: Destination, cluster: Cluster): string {
  const own = cluster.services.get(service)?.spec;
  const ports = endpoints.map(({ address, port }) =>
    address === own?.clusterIP ? (own.ports?.find((each) => each.port === port)?.targetPort ?? port) : port,
  );
  return `${service}:${[...new Set(ports)].sort().join(',')}`;
}

/** In what two answers differ; nothing where clients and backends see the same. */
export function differingFacets(before: FrontAnswer, after: FrontAnswer, request: WebRequest): readonly Facet[] {
  if (before.kind !== after.kind)
    return [before.kind === 'closed' || after.kind === 'closed' ? 'connection' : 'answer'];
  if (before.kind === 'closed') return [];
  const facets: (Facet | false)[] = [!isDeepStrictEqual(corsOf(before, request), corsOf(after, request)) && 'cors'];
  if (before.kind === 'own') {
    facets.push(before.status !== after.status && 'status', before.location !== after.location && 'location');
  } else {
    const sorted = ({ to }: FrontAnswer) => [...to].sort((a, b) => (a.backend < b.backend ? -1 : 1));
    const differs = (of: (each: Reached) => unknown) =>
      !isDeepStrictEqual(sorted(before).map(of), sorted(after).map(of));
    facets.push(
      differs(({ backend }) => backend) && 'backend',
      differs(({ share }) => share) && 'weight',
      differs(({ path }) => path) && 'path',
      differs(({ host }) => host) && 'host',
      differs(({ prefix }) => prefix) && 'header',
      before.hsts !== after.hsts && 'hsts',
    );
  }
  return facets.filter((facet): facet is Facet => facet !== false);
}

/** What a browser goes by: whether a page of another origin may see the answer, and what it may send. */
function corsOf({ cors, kind }: FrontAnswer, { method, headers = {} }: WebRequest): unknown {
  const { origin } = headers;
  const isPreflight = method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
  if (origin === undefined || (kind === 'own' && !isPreflight)) return undefined;
  const allowed = cors['access-control-allow-origin'];
  if (allowed !== '*' && allowed !== origin) return 'no';
  const list = (name: string) =>
    cors[`access-control-${name}`]
      ?.split(',')
      .map((part) => part.trim().toLowerCase())
      .sort();
  return [
    // Credentials are not sent to those who let everybody in.
    allowed !== '*' && cors['access-control-allow-credentials'] === 'true',
    list('expose-headers'),
    ...(isPreflight ? [list('allow-methods'), list('allow-headers'), list('max-age')] : []),
  ];
}
