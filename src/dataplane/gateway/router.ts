import type { Attachments } from '../../model/gateway/attachment';
import { describeRoute, gatewayObjectsOf } from '../../model/gateway/gateway-objects';
import { leftIn } from '../../model/gateway/left-to-controller';
import type { Listener } from '../../model/gateway/listeners';
import type { RouteFilter, RouteRule } from '../../model/gateway/objects';
import type { Left } from '../../model/left-to-controller';
import { leftText } from '../../model/left-to-controller';
import { viewOf } from '../../model/view';
import { hostOf } from '../../terms/host';
import { groupBy } from '../../terms/maps';
import { listed } from '../../terms/sentence';
import { EVERY_HOST, hostIsUnder, mostPrecise } from '../../terms/wildcard-host';
import { corsHeaders, isPreflight, preflightHeaders } from './cors';
import type { Close, Destination, HttpDecision, Loser, Matched, Respond, Stream, TlsDecision } from './decision';
import type { GatewaySource } from './destinations';
import { destinationsOf, mirrorTargets } from './destinations';
import { milliseconds } from './duration';
import { modifiedHeaders } from './headers';
import { modifiedPath } from './paths';
import type { PortProtocol } from './port-protocol';
import { whyBehind } from './rank';
import { locationOf } from './redirect';
import type { GatewayRequest, Target } from './request';
import { targetOf } from './request';
import type { RouteEntry } from './route-table';
import { RouteTable } from './route-table';

/** A port of a Gateway: `gateway` is `namespace/name`. */
export interface GatewayPort {
  readonly gateway: string;
  readonly port: number;
}

/** Routes requests and connections as the Gateway API says. */
export class GatewayRouter {
  private readonly table: RouteTable;
  /** The listeners of each port of each Gateway that a controller serves. */
  private readonly ports: ReadonlyMap<string, ReadonlyMap<number, readonly Listener[]>>;

  constructor(
    readonly attachments: Attachments,
    readonly source: GatewaySource,
  ) {
    this.table = new RouteTable(attachments, source.profile);
    const served = [...attachments.gateways].filter(([, view]) => view.served);
    this.ports = new Map(served.map(([key, { listeners }]) => [key, groupBy(listeners.filter(isOpen), portOf)]));
  }

  /** What a Gateway listens for on a port; undefined: the port is closed. */
  protocolOf(at: GatewayPort, transport: 'TCP' | 'UDP'): PortProtocol | undefined {
    const [first] = this.listenersOn(at).filter(({ protocol }) => (protocol === 'UDP') === (transport === 'UDP'));
    if (first === undefined) return undefined;
    const { protocol } = first;
    return protocol === 'HTTPS' || protocol === 'TLS' ? 'TLS' : (protocol as 'HTTP' | 'TCP' | 'UDP');
  }

  /** What becomes of a TLS connection, by the server name that its client sends. */
  greet(at: GatewayPort, sni: string | undefined): TlsDecision {
    if (sni === undefined || sni === '') return close('no server name was sent, which chooses the listener');
    const name = sni.toLowerCase();
    const listener = this.listenerFor(at, name);
    if (listener === undefined) return close(`no listener of port ${at.port} is for ${name}`);
    const [certificate] = listener.certificates;
    if (listener.passesThrough) return this.stream(listener, name);
    if (certificate === undefined) return close(`listener ${listener.name} has no certificate`);
    if (
      this.source.profile === 'contour' &&
      !this.table.hostnamesOf(listener).some((each) => hostIsUnder(each, name))
    ) {
      return close(`no route of listener ${listener.name} is for ${name}`);
    }
    const reason = `listener ${listener.name} has the certificate of Secret ${certificate.secret} for ${name}`;
    return { action: 'terminate', listener, certificate, reason };
  }

  /** What becomes of a connection whose bytes are passed on: of a TCP or UDP listener, or of a TLS listener that terminates. */
  connect(at: GatewayPort, sni?: string): Stream | Close {
    const listener = sni === undefined ? this.listenersOn(at)[0] : this.listenerFor(at, sni.toLowerCase());
    return listener === undefined
      ? close(`no listener has port ${at.port}`)
      : this.stream(listener, sni?.toLowerCase() ?? EVERY_HOST);
  }

  /** What becomes of an HTTP request. */
  route(at: GatewayPort, request: GatewayRequest): HttpDecision {
    const host = hostOf(request.host);
    const own = this.listenerFor(at, host);
    const listener = request.tls === undefined ? own : this.listenerFor(at, request.tls.sni.toLowerCase());
    if (listener === undefined) return notFound(`no listener of port ${at.port} is for the host ${host}`);
    if (own !== undefined && own !== listener) {
      const reason = `the host ${host} is listener ${own.name}'s, the connection was made to listener ${listener.name}`;
      return { action: 'respond', status: 421, headers: {}, losers: [], reason };
    }
    const target = targetOf(request.path);
    const found = this.table.entriesFor(listener, host);
    if (found === undefined) {
      const hosts = this.table.hostnamesOf(listener);
      const known = hosts.length === 0 ? 'it has no routes' : `its routes are for ${listed(hosts)}`;
      return notFound(`no route of listener ${listener.name} is for the host ${host}; ${known}`);
    }
    const [winner, ...others] = found.entries.filter(({ match }) => match.matches(request, target));
    if (winner === undefined) {
      const paths = listed(
        found.entries.map(({ match }) => match.text),
        3,
      );
      return notFound(
        `no match for the host ${found.hostname} takes ${request.method} ${target.path}; there are ${paths}`,
      );
    }
    const losers = others.map((each): Loser => ({
      ...partOf(each),
      why: whyBehind(each, winner, this.source.profile),
    }));
    return this.answer(at, winner, request, target, losers);
  }

  private listenersOn({ gateway, port }: GatewayPort): readonly Listener[] {
    return this.ports.get(gateway)?.get(port) ?? [];
  }

  /** Requests belong to the most precise listener alone (isolation). */
  private listenerFor(at: GatewayPort, host: string): Listener | undefined {
    return mostPrecise(listenersByHost(this.listenersOn(at)), host)?.[1];
  }

  private stream(listener: Listener, host: string): Stream | Close {
    const route = this.table.streamFor(listener, host);
    const [rule] = route?.spec.rules ?? [];
    if (route === undefined || rule === undefined) return close(`listener ${listener.name} has no route for ${host}`);
    const destinations = destinationsOf(route, rule, 0, this.source);
    const reason = `${describeRoute(route)} has ${host}`;
    return { action: 'stream', listener, route, destinations, reason };
  }

  /** A controller that is modelled has no kinds of its own. */
  private leftAt({ gateway }: GatewayPort, rule: RouteRule): Left | undefined {
    const view = this.attachments.gateways.get(gateway);
    const { gatewayClassName: name = '' } = view?.gateway.spec ?? {};
    const { model, unknownControllers } = this.source;
    const { controllerName = '' } = gatewayObjectsOf(model).classes.get(name)?.spec ?? {};
    const what = unknownControllers.includes(controllerName) ? leftIn(rule) : undefined;
    return what === undefined ? undefined : { on: `the controller of GatewayClass ${name}`, what };
  }

  private answer(
    at: GatewayPort,
    entry: RouteEntry,
    request: GatewayRequest,
    target: Target,
    losers: readonly Loser[],
  ): HttpDecision {
    const matched: Matched = { ...partOf(entry), listener: entry.listener, hostname: entry.hostname };
    const { route } = entry;
    const rule = route.spec.rules?.[entry.rule] ?? {};
    const filters = rule.filters ?? [];
    const { profile } = this.source;
    const respond = (status: number, reason: string, headers: Respond['headers'] = {}): Respond => ({
      action: 'respond',
      status,
      headers,
      matched,
      losers,
      reason: `${describe(matched)}: ${reason}`,
    });
    const left = this.leftAt(at, rule);
    if (left !== undefined) {
      return { action: 'left', ...left, matched, losers, reason: `${describe(matched)}: ${leftText(left)}` };
    }
    const unknown = profile === 'spec' ? filters.find((each) => !isKnown(each)) : undefined;
    if (unknown !== undefined) return respond(500, `nothing is known of the filter ${unknown.type ?? ''}`);
    const cors = profile === 'spec' ? memberOf(filters, 'cors') : undefined;
    if (cors !== undefined && isPreflight(request)) {
      return respond(
        204,
        'a preflight is answered by its CORS filter',
        modifiedHeaders({}, [preflightHeaders(cors, request)]),
      );
    }
    const redirect = memberOf(filters, 'requestRedirect');
    const { prefix } = entry.match;
    if (redirect !== undefined) {
      const secure = request.tls !== undefined;
      const location = locationOf(
        redirect,
        { host: request.host, target, secure, port: entry.listener.port, prefix },
        profile,
      );
      return respond(redirect.statusCode ?? 302, `redirects to ${location}`, { location: [location] });
    }
    if ((rule.backendRefs ?? []).length === 0) {
      return respond(profile === 'contour' ? 404 : 500, 'the rule has no backendRefs');
    }
    const destinations = destinationsOf(route, rule, entry.rule, this.source);
    if (destinations.length === 0) return respond(500, 'no backend of the rule has a weight');
    const rewrite = memberOf(filters, 'urlRewrite');
    const path =
      rewrite?.path === undefined
        ? `${target.path}${target.query}`
        : modifiedPath(target, rewrite.path, prefix, profile);
    const added = cors === undefined ? [] : [corsHeaders(cors, request)];
    const timeoutMs = timeoutOf(rule.timeouts ?? {});
    return {
      action: 'forward',
      matched,
      destinations: destinations.map((each) => ({
        ...each,
        ...(profile === 'spec' ? rewriteAt(each, target, prefix) : {}),
        responseHeaders: [...each.responseHeaders, ...added],
      })),
      mirrors: mirrorTargets(route, rule, entry.rule, this.source),
      host: rewrite?.hostname ?? request.host,
      path,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      losers,
      reason: `${describe(matched)}: leads to ${listed(destinations.map(({ reason }) => reason))}`,
    };
  }
}

function close(reason: string): Close {
  return { action: 'close', reason };
}

function notFound(reason: string): Respond {
  return { action: 'respond', status: 404, headers: {}, losers: [], reason };
}

function partOf({ route, rule, match }: RouteEntry) {
  return { route, rule, match: match.text };
}

/** `HTTPRoute shop/web, rule 1 (PathPrefix /api)`. */
function describe({ route: { kind, metadata }, rule, match }: Matched): string {
  return `${kind} ${metadata.namespace ?? ''}/${metadata.name ?? ''}, rule ${rule + 1} (${match})`;
}

/** Of filters of one type the first one counts. */
function memberOf<M extends 'cors' | 'requestRedirect' | 'urlRewrite'>(
  filters: readonly RouteFilter[],
  member: M,
): RouteFilter[M] | undefined {
  return filters.find((each) => each[member] !== undefined)?.[member];
}

/** What a backend of its own rewrites. */
function rewriteAt({ backend }: Destination, target: Target, prefix: string | undefined): Pick<Destination, 'rewrite'> {
  const rewrite = memberOf(backend.ref.filters ?? [], 'urlRewrite');
  if (rewrite === undefined) return {};
  const { hostname, path } = rewrite;
  return {
    rewrite: {
      ...(hostname === undefined ? {} : { host: hostname }),
      ...(path === undefined ? {} : { path: modifiedPath(target, path, prefix, 'spec') }),
    },
  };
}

const KNOWN_FILTERS: readonly (string | undefined)[] = [
  'CORS',
  'RequestHeaderModifier',
  'RequestMirror',
  'RequestRedirect',
  'ResponseHeaderModifier',
  'URLRewrite',
];

function isKnown({ type }: RouteFilter): boolean {
  return KNOWN_FILTERS.includes(type);
}

/** Without retries the time for one request to a backend is the time for all; zero is not a limit. */
function timeoutOf({
  request,
  backendRequest,
}: {
  readonly request?: string;
  readonly backendRequest?: string;
}): number | undefined {
  const limits = [request, backendRequest]
    .flatMap((each) => (each === undefined ? [] : (milliseconds(each) ?? [])))
    .filter((each) => each > 0);
  return limits.sort((a, b) => a - b)[0];
}

function isOpen({ ready, kinds }: Listener): boolean {
  return ready && kinds.length > 0;
}

function portOf({ port }: Listener): number {
  return port;
}

/** Of listeners for one host name the first one counts. */
const listenersByHost = viewOf(
  (listeners: readonly Listener[]) =>
    new Map(listeners.toReversed().map((listener) => [listener.hostname ?? EVERY_HOST, listener])),
);
