import type { Attachments } from '../../model/gateway/attachment';
import { takesMethod } from '../../model/gateway/contour-conditions';
import type { Listener } from '../../model/gateway/listeners';
import type { Route, RouteRule } from '../../model/gateway/objects';
import type { GatewayProfile } from '../../model/gateway/profile';
import { entryOf } from '../../terms/maps';
import { commonHost, compareHostPatterns, EVERY_HOST, mostPrecise } from '../../terms/wildcard-host';
import type { Ranked } from './rank';
import { compareRanked } from './rank';
import { compileMatch, EVERY_PATH } from './route-match';

/** A match of a rule under one host name of one listener. */
export interface RouteEntry extends Ranked {
  readonly listener: Listener;
  readonly hostname: string;
  readonly route: Route;
}

/** Everything that routes say about the requests of a listener, by host name. */
export class RouteTable {
  private readonly byListener = new Map<Listener, Map<string, RouteEntry[]>>();
  private readonly streams = new Map<Listener, Map<string, StreamEntry>>();

  constructor(
    { attachments }: Attachments,
    private readonly profile: GatewayProfile,
  ) {
    const ages = new Map<Route, number>();
    for (const { route } of attachments) if (!ages.has(route)) ages.set(route, ages.size);
    for (const { route, candidates } of attachments) {
      for (const { listener, hostnames } of candidates) {
        for (const hostname of hostnames) this.add(route, listener, hostname, ages.get(route) ?? 0);
      }
    }
    for (const hosts of this.byListener.values()) {
      for (const entries of hosts.values()) entries.sort((a, b) => compareRanked(a, b, profile));
    }
  }

  /** The matches of the most precise host name of a listener that takes a host, best first; undefined where none does. */
  entriesFor(
    listener: Listener,
    host: string,
  ): { readonly hostname: string; readonly entries: readonly RouteEntry[] } | undefined {
    const [hostname, entries] = mostPrecise(this.byListener.get(listener), host) ?? [];
    return hostname === undefined || entries === undefined ? undefined : { hostname, entries };
  }

  /** The host names that a listener has routes for. */
  hostnamesOf(listener: Listener): readonly string[] {
    return [...(this.byListener.get(listener)?.keys() ?? []), ...(this.streams.get(listener)?.keys() ?? [])];
  }

  /** The route of TLS, TCP or UDP for a host name: the oldest one of the most precise name. */
  streamFor(listener: Listener, host: string): Route | undefined {
    return mostPrecise(this.streams.get(listener), host)?.[1].route;
  }

  private add(route: Route, listener: Listener, hostname: string, age: number): void {
    const ownHost = ownHostOf(route, listener, hostname);
    if (route.kind !== 'HTTPRoute' && route.kind !== 'GRPCRoute') {
      const hosts = entryOf(this.streams, listener, () => new Map<string, StreamEntry>());
      const before = hosts.get(hostname);
      const isAhead = this.profile === 'spec' && compareHostPatterns(ownHost, before?.ownHost ?? '') < 0;
      if (before === undefined || isAhead) hosts.set(hostname, { route, ownHost });
      return;
    }
    const hosts = entryOf(this.byListener, listener, () => new Map<string, RouteEntry[]>());
    const entries = entryOf(hosts, hostname, () => []);
    for (const [rule, each] of (route.spec.rules ?? []).entries()) {
      for (const [index, match] of matchesOf(each).entries()) {
        if (this.profile === 'contour' && !takesMethod(match)) continue;
        const compiled = compileMatch(match);
        if (!('refused' in compiled))
          entries.push({ match: compiled, ownHost, age, rule, index, listener, hostname, route });
      }
    }
  }
}

/** The matches of a rule: without any, it takes every path. */
function matchesOf({ matches = [] }: RouteRule) {
  return matches.length === 0 ? [EVERY_PATH] : matches;
}

/** What a rule takes, in words; nothing for routes of connections. */
export function matchTexts({ kind }: Pick<Route, 'kind'>, rule: RouteRule): readonly string[] {
  if (kind !== 'HTTPRoute' && kind !== 'GRPCRoute') return [];
  return matchesOf(rule)
    .map(compileMatch)
    .map((match) => ('refused' in match ? match.refused : match.text));
}

/** A route of bytes under one host name of one listener. */
interface StreamEntry {
  readonly route: Route;
  readonly ownHost: string;
}

/** The most precise host name of a route of which that much is left at a listener. */
function ownHostOf({ spec }: Route, { hostname }: Listener, common: string): string {
  const own = (spec.hostnames ?? []).map((each) => each.toLowerCase());
  const [first = EVERY_HOST] = own.filter((each) => commonHost(hostname, each) === common).sort(compareHostPatterns);
  return first;
}
