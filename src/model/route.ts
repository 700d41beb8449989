import { hostMatches, hostOf, hostPrecision } from '../terms/host';
import { pathMatches } from '../terms/ingress-path';
import { printable } from '../terms/printable';
import type { NetworkModel } from './network-model';
import { PathTable } from './path-table';
import type { IngressRoute } from './route-table';
import { describeBackend, describeRoute, routesOf } from './route-table';
import { viewOf } from './view';

/** Who answers a request that comes in through the Ingresses of a model. */
export interface RouteAnswer {
  readonly host: string;
  /** Path of the request, without query. */
  readonly path: string;
  /** The rule, or default backend, that takes the request; absent when none does (the controller answers 404). */
  readonly winner?: IngressRoute;
  /** Why that one, or why none. */
  readonly why: string;
  /** Every other way in, and what it lacked. */
  readonly losers: readonly LostRoute[];
}

/** A way in that did not take the request. */
export interface LostRoute {
  readonly route: IngressRoute;
  /** What it lacked: `its path /api does not cover /apis`. */
  readonly lacks: string;
}

/** Options of {@link route}. */
export interface RouteOptions {
  /** Only Ingresses of this class, as the controller of that class sees them. Default: all. */
  readonly ingressClass?: string;
}

/** A URL that cannot be routed: it names no host. */
export class RouteUrlError extends Error {
  override readonly name = 'RouteUrlError';

  constructor(readonly url: string) {
    super(printable(`${JSON.stringify(url)} is not a URL that an Ingress could serve; write it as https://host/path`));
  }
}

/**
 * Which Ingress, rule, path and backend answer a URL, and why, as the Ingress API says
 * (https://kubernetes.io/docs/concepts/services-networking/ingress/): of the rules that cover the host the most precise
 * host decides, among its paths an Exact one, then the longest. The default backend takes hosts that no rule covers. A
 * host that has rules, but none for the path, is answered 404: that is what Contour does; some controllers take
 * the default backend there.
 *
 * @param url `https://host/path`; without a scheme `http://` is meant.
 * @throws RouteUrlError when it is not a URL.
 */
export function route(model: NetworkModel, url: string, options: RouteOptions = {}): RouteAnswer {
  const { host, path } = parse(url);
  const { ingressClass } = options;
  const routes = routesOf(model).filter(({ className }) => ingressClass === undefined || className === ingressClass);
  const ofHost = routes.filter((candidate) => candidate.path !== undefined && hostMatches(candidate.host, host));
  const precision = ofHost.reduce((most, { host }) => Math.max(most, hostPrecision(host)), -1);
  const precise = ofHost.filter((candidate) => hostPrecision(candidate.host) === precision);
  const winner =
    ofHost.length > 0
      ? precise.filter((candidate) => takesPath(candidate, path)).sort(byRank)[0]
      : routes.find((candidate) => candidate.path === undefined);
  return {
    host,
    path,
    ...(winner === undefined ? {} : { winner }),
    why: reasonOf(winner, host, path, ofHost.length > 0),
    losers: routes
      .filter((candidate) => candidate !== winner)
      .map((candidate) => ({ route: candidate, lacks: lackOf(candidate, { host, path, precision, winner }) })),
  };
}

function parse(url: string): { readonly host: string; readonly path: string } {
  const complete = url.includes('://') ? url : `http://${url}`;
  if (!/^https?:\/\/[^/?#]/i.test(complete) || !URL.canParse(complete)) throw new RouteUrlError(url);
  const { host, pathname } = new URL(complete);
  return { host: hostOf(host), path: pathname };
}

/** The rules of one host that take a path: the best one, and those that are as good. */
export function winnersOf(routes: readonly IngressRoute[], path: string): readonly IngressRoute[] {
  const taking = tableOf(routes)
    .near(path)
    .filter((candidate) => takesPath(candidate, path))
    .sort(byRank);
  const [best] = taking;
  return best === undefined ? [] : taking.filter((candidate) => byRank(best, candidate) === 0);
}

const tableOf = viewOf((routes: readonly IngressRoute[]) => new PathTable(routes));

function takesPath({ path }: IngressRoute, requested: string): boolean {
  return path !== undefined && pathMatches(path.pathType, path.path, requested);
}

/** Exact paths first, then the longest; of equal ones the first in the input. */
function byRank(a: IngressRoute, b: IngressRoute): number {
  const exact = Number(b.path?.pathType === 'Exact') - Number(a.path?.pathType === 'Exact');
  return exact !== 0 ? exact : (b.path?.path.length ?? 0) - (a.path?.path.length ?? 0);
}

function reasonOf(winner: IngressRoute | undefined, host: string, path: string, hostHasRules: boolean): string {
  if (winner === undefined) {
    return hostHasRules
      ? `rules cover the host ${host}, but none of their paths takes ${path}: 404`
      : `no rule covers the host ${host}, and no Ingress has a default backend: 404`;
  }
  const target = describeBackend(winner);
  if (winner.path === undefined) return `no rule covers the host ${host}: ${describeRoute(winner)} leads to ${target}`;
  const how = winner.path.pathType === 'Exact' ? 'is the very path' : 'is the longest path that covers it';
  return `${winner.path.path} of Ingress ${winner.ingress} ${how}: it leads to ${target}`;
}

interface Request {
  readonly host: string;
  readonly path: string;
  readonly precision: number;
  readonly winner: IngressRoute | undefined;
}

function lackOf(candidate: IngressRoute, { host, path, precision, winner }: Request): string {
  if (candidate.path === undefined) {
    return winner?.path === undefined && winner !== undefined ? comesAfter(winner) : `rules cover the host ${host}`;
  }
  if (!hostMatches(candidate.host, host)) return `its host ${candidate.host ?? '*'} does not cover ${host}`;
  if (hostPrecision(candidate.host) < precision) return `another rule names ${host} more precisely`;
  if (!takesPath(candidate, path)) {
    return `its ${candidate.path.pathType} path ${candidate.path.path} does not cover ${path}`;
  }
  if (winner?.path?.pathType === 'Exact' && candidate.path.pathType !== 'Exact') return 'an Exact path comes first';
  if (winner === undefined) return 'another path comes first';
  const { path: first = '' } = winner.path ?? {};
  return first.length > candidate.path.path.length ? `the longer path ${first} comes first` : comesAfter(winner);
}

function comesAfter(winner: IngressRoute): string {
  return `it stands after ${describeRoute(winner)}, which takes the same requests: the controller chooses between them`;
}
