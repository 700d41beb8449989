import { attachmentsOf } from '../../model/gateway/attachment';
import { describeRoute } from '../../model/gateway/gateway-objects';
import type { Listener } from '../../model/gateway/listeners';
import type { Route, RouteMatch, RouteRule } from '../../model/gateway/objects';
import type { NetworkModel } from '../../model/network-model';
import { viewOf } from '../../model/view';
import { isElementPrefix, withoutTrailingSlash } from '../../terms/ingress-path';
import { append, entryOf, groupBy } from '../../terms/maps';

/** A match under one host name of one listener. */
export interface PlannedMatch {
  readonly route: Route;
  readonly rule: RouteRule;
  readonly match: RouteMatch;
  /** Which of its route: `HTTPRoute shop/web, rule 1`. */
  readonly text: string;
}

/** The matches that share a host name of a listener, whatever their routes. */
export function matchesOf(model: NetworkModel, listener: Listener, hostname: string): MatchTable {
  return tablesOf(model).get(listener)?.get(hostname) ?? new MatchTable([]);
}

const tablesOf = viewOf((model: NetworkModel) => {
  const lists = new Map<Listener, Map<string, PlannedMatch[]>>();
  for (const { route, candidates } of attachmentsOf(model).attachments) {
    if (route.kind !== 'HTTPRoute' && route.kind !== 'GRPCRoute') continue;
    const matches = matchesIn(route);
    for (const { listener, hostnames } of candidates) {
      const byHost = entryOf(lists, listener, () => new Map<string, PlannedMatch[]>());
      for (const hostname of hostnames) for (const match of matches) append(byHost, hostname, match);
    }
  }
  return new Map(
    [...lists].map(([listener, byHost]) => [
      listener,
      new Map([...byHost].map(([hostname, matches]) => [hostname, new MatchTable(matches)])),
    ]),
  );
});

function matchesIn(route: Route): readonly PlannedMatch[] {
  const name = describeRoute(route);
  return (route.spec.rules ?? []).flatMap((rule, index) => {
    const matches = rule.matches === undefined || rule.matches.length === 0 ? [{}] : rule.matches;
    return matches.map((match) => ({ route, rule, match, text: `${name}, rule ${index + 1}` }));
  });
}

/** Matches by the paths that they take, so that a request need not be compared with each of them. */
export class MatchTable {
  private readonly byRoute: ReadonlyMap<Route, readonly PlannedMatch[]>;
  private readonly byPath: ReadonlyMap<string, readonly Standing[]>;

  constructor(matches: readonly PlannedMatch[]) {
    this.byRoute = groupBy(matches, ({ route }) => route);
    const standing = matches.map((match, at) => ({ match, at }));
    this.byPath = groupBy(standing, ({ match }) => pathOf(match.match));
  }

  of(route: Route): readonly PlannedMatch[] {
    return this.byRoute.get(route) ?? [];
  }

  /**
   * The matches that a request made for one of them may go to: those that take it, without those that another one of them is
   * certain to go before. Several where expressions, or ages of routes, decide.
   */
  winnersAmong(own: PlannedMatch): readonly PlannedMatch[] {
    const taking = this.near(own.match.path?.value ?? '/').filter(
      (each) => each === own || takes(each.match, own.match),
    );
    const ranked = taking.filter(({ match }) => !isPattern(match)).map((each) => ({ each, rank: rankOf(each.match) }));
    const best = ranked.map(({ rank }) => rank).sort(compare)[0];
    const certain = ranked
      .filter(({ rank }) => best !== undefined && compare(rank, best) === 0)
      .map(({ each }) => each);
    return [...certain, ...taking.filter(({ match }) => isPattern(match))];
  }

  /** Those whose path is that of a request, begins it, or is an expression, in the order of the input. */
  private near(path: string): readonly PlannedMatch[] {
    const stems = [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index));
    const paths = new Set([EXPRESSION, ...stems, path]);
    const found = [...paths].flatMap((each) => this.byPath.get(each) ?? []);
    return found.sort((a, b) => a.at - b.at).map(({ match }) => match);
  }
}

interface Standing {
  readonly match: PlannedMatch;
  readonly at: number;
}

/** What stands for every path that is an expression; no path is like it. */
const EXPRESSION = 'expression';

/** What is exact is compared afterwards. */
function pathOf({ path = {} }: RouteMatch): string {
  const { type = 'PathPrefix', value = '/' } = path;
  return type === 'RegularExpression' ? EXPRESSION : withoutTrailingSlash(value);
}

/** Whether a match takes the request that is made for another one; of expressions it may be. */
function takes({ path = {}, method, headers = [], queryParams = [] }: RouteMatch, asked: RouteMatch): boolean {
  const wanted = asked.path?.value ?? '/';
  const { type = 'PathPrefix', value = '/' } = path;
  const takesPath =
    type === 'RegularExpression' || (type === 'Exact' ? value === wanted : isElementPrefix(value, wanted));
  const has = (
    list: RouteMatch['headers'] = [],
    one: { readonly type?: string; readonly name?: string; readonly value?: string },
  ) =>
    one.type === 'RegularExpression' ||
    list.some(({ name, value: given }) => name?.toLowerCase() === one.name?.toLowerCase() && given === one.value);
  return (
    takesPath &&
    (method === undefined || JSON.stringify(method) === JSON.stringify(asked.method) || typeof method === 'object') &&
    headers.every((each) => has(asked.headers, each)) &&
    queryParams.every((each) => has(asked.queryParams, each))
  );
}

function isPattern({ path, method, headers = [], queryParams = [] }: RouteMatch): boolean {
  const parts = [path, ...headers, ...queryParams, typeof method === 'object' ? method : undefined];
  return parts.some((each) => each?.type === 'RegularExpression');
}

/** Smaller goes first: exact, longer, with a method, more headers, more query parameters. */
function rankOf({ path = {}, method, headers = [], queryParams = [] }: RouteMatch): readonly number[] {
  const { type = 'PathPrefix', value = '/' } = path;
  const grpc = typeof method === 'object' ? (method.service ?? '').length * 1000 + (method.method ?? '').length : 0;
  return [
    type === 'Exact' ? 0 : 1,
    -value.replace(/\/$/, '').length,
    -grpc,
    method === undefined ? 1 : 0,
    -headers.length,
    -queryParams.length,
  ];
}

function compare(a: readonly number[], b: readonly number[]): number {
  return a.map((each, index) => each - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}
