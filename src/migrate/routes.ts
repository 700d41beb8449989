import { isDeepStrictEqual } from 'node:util';
import type { ParentReference, RouteMatch, RouteRule } from '../model/gateway/objects';
import type { Manifest } from '../model/manifest';
import { append, groupBy } from '../terms/maps';
import type { Edge } from './edge';
import { objectOf } from './edge';
import { Names } from './names';
import type { PlannedHost, PlannedRule, Scheme } from './plan';

/** Limits of the API. */
const MAX_HOSTNAMES = 16;
const MAX_RULES = 16;
const MAX_MATCHES = 64;

/** The HTTPRoutes of planned hosts; hosts that are served alike share theirs. */
export function routesFor(hosts: readonly PlannedHost[], edge: Edge): readonly Manifest[] {
  const names = new Names();
  const drafts = hosts.flatMap((host) => draftsOf(host));
  const alike = groupBy(drafts, ({ namespace, scheme, rules, host }) =>
    JSON.stringify([namespace, scheme, rules, host === undefined]),
  );
  const siblings = new Siblings(drafts);
  const routes = [...alike.values()]
    .flatMap((group) => chunks(group, MAX_HOSTNAMES))
    .flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const wanted = nameOf(group, siblings);
      return ruleChunks(first.rules).map((rules) => httpRoute(names.take(wanted, first.namespace), group, rules, edge));
    });
  return [...redirectRoutes(hosts, names, edge), ...routes];
}

/** A route of a host in a namespace. */
interface Draft {
  readonly host: string | undefined;
  readonly namespace: string;
  readonly scheme: Scheme;
  readonly rules: readonly RouteRule[];
  readonly ingresses: readonly string[];
}

function draftsOf({ host, certificate, redirectsAll, rules }: PlannedHost): readonly Draft[] {
  const byNamespace = groupBy(rules, ({ namespace }) => namespace);
  return [...byNamespace].flatMap(([namespace, own]): readonly Draft[] => {
    const of = (scheme: Scheme): Draft => {
      const counting = own.filter((each) => each.scheme === 'both' || each.scheme === scheme || scheme === 'both');
      return {
        host,
        namespace,
        scheme,
        rules: merged(counting),
        ingresses: [...new Set(counting.map(({ ingress }) => ingress))],
      };
    };
    const [plain, secure] = [of('http'), of('https')];
    const some = (draft: Draft) => (draft.rules.length === 0 ? [] : [draft]);
    if (certificate === undefined) return redirectsAll === undefined ? some(plain) : [];
    if (redirectsAll !== undefined) return some(secure);
    return isDeepStrictEqual(plain.rules, secure.rules) ? some(of('both')) : [...some(plain), ...some(secure)];
  });
}

/** Rules that do the same to different paths become one, unless they replace a prefix: that has to be the only match. */
function merged(planned: readonly PlannedRule[]): readonly RouteRule[] {
  const found: { rule: RouteRule; matches: RouteMatch[] }[] = [];
  for (const { rule } of planned) {
    const { matches = [], ...does } = rule;
    const last = found.find(
      ({ rule: { matches: _, ...other }, matches: { length } }) =>
        !replacesPrefix(rule) &&
        length > 0 &&
        matches.length > 0 &&
        length + matches.length <= MAX_MATCHES &&
        isDeepStrictEqual(does, other),
    );
    if (last === undefined) found.push({ rule, matches: [...matches] });
    else {
      for (const match of matches) {
        if (!last.matches.some((other) => isDeepStrictEqual(match, other))) last.matches.push(match);
      }
    }
  }
  return found.map(({ rule, matches }) => (matches.length === 0 ? rule : { ...rule, matches }));
}

function replacesPrefix({ filters = [] }: RouteRule): boolean {
  return filters.some(
    ({ urlRewrite, requestRedirect }) => (urlRewrite ?? requestRedirect)?.path?.type === 'ReplacePrefixMatch',
  );
}

/** At most so many rules a route, and matches. */
function ruleChunks(rules: readonly RouteRule[]): readonly (readonly RouteRule[])[] {
  const found: RouteRule[][] = [[]];
  const count = (list: readonly RouteRule[]) => list.reduce((sum, { matches = [] }) => sum + matches.length, 0);
  for (const rule of rules) {
    const last = found.at(-1) ?? [];
    if (last.length === MAX_RULES || (last.length > 0 && count(last) + count([rule]) > MAX_TOTAL)) found.push([rule]);
    else last.push(rule);
  }
  return found;
}

/** Matches of all rules of a route. */
const MAX_TOTAL = 128;

function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/** The routes that follow from an Ingress. */
class Siblings {
  private readonly byIngress = new Map<string, Draft[]>();

  constructor(drafts: readonly Draft[]) {
    for (const draft of drafts) {
      for (const ingress of draft.ingresses) append(this.byIngress, `${draft.namespace} ${ingress}`, draft);
    }
  }

  of(namespace: string, ingress: string): readonly Draft[] {
    return this.byIngress.get(`${namespace} ${ingress}`) ?? [];
  }
}

/** The name of the Ingress, where it is the only one of the route; with the host, where it has several. */
function nameOf(group: readonly Draft[], all: Siblings): string {
  const [{ host = 'all-hosts', ingresses, namespace, scheme }] = group as readonly [Draft, ...Draft[]];
  const [first = '', ...others] = ingresses;
  const isOnly = others.length === 0 && group.every((each) => each.ingresses.join() === first);
  const siblings = all.of(namespace, first);
  const called = first.slice(first.indexOf('/') + 1);
  const isAlone = isOnly && siblings.every((each) => group.includes(each) || each.host === host);
  const base = isAlone ? called : isOnly ? `${called}-${host}` : host;
  const isSplit = siblings.some((each) => each.host === group[0]?.host && each.scheme !== scheme);
  return isSplit ? `${base}-${scheme}` : base;
}

/** Hosts whose plain requests all go to https share routes for that, a namespace each. */
function redirectRoutes(hosts: readonly PlannedHost[], names: Names, edge: Edge): readonly Manifest[] {
  const redirected = hosts.flatMap(({ host, redirectsAll, rules: [first] }) =>
    redirectsAll === undefined || first === undefined ? [] : [{ host, code: redirectsAll, namespace: first.namespace }],
  );
  const alike = groupBy(redirected, ({ namespace, code, host }) =>
    JSON.stringify([namespace, code, host === undefined]),
  );
  return [...alike.values()]
    .flatMap((group) => chunks(group, MAX_HOSTNAMES))
    .flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const { code: statusCode, namespace } = first;
      const rules: readonly RouteRule[] = [
        { filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode } }] },
      ];
      const drafts = group.map(({ host }): Draft => ({ host, namespace, scheme: 'http', rules, ingresses: [] }));
      return [httpRoute(names.take('redirect-to-https', namespace), drafts, rules, edge)];
    });
}

function httpRoute(name: string, group: readonly Draft[], rules: readonly RouteRule[], edge: Edge): Manifest {
  const [{ namespace, scheme }] = group as readonly [Draft, ...Draft[]];
  const hostnames = group.flatMap(({ host }) => host ?? []);
  const secure = scheme === 'http' ? [] : group.flatMap(({ host }) => edge.secureParent(host, namespace) ?? []);
  const parentRefs: readonly ParentReference[] = [
    ...(scheme === 'https' ? [] : [edge.plainParent(namespace)]),
    ...secure,
  ];
  return objectOf('HTTPRoute', namespace, name, {
    parentRefs,
    ...(hostnames.length === 0 ? {} : { hostnames }),
    rules,
  });
}
