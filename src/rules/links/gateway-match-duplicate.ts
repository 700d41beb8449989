import { attachmentsOf } from '../../model/gateway/attachment';
import { describeRoute, gatewayObjectsOf } from '../../model/gateway/gateway-objects';
import type { Route, RouteMatch, ValueMatch } from '../../model/gateway/objects';
import type { NetworkModel } from '../../model/network-model';
import { viewOf } from '../../model/view';
import { append } from '../../terms/maps';
import { defineRule } from '../rule';
import { stream } from './examples';
import { routeAt, rulesAt } from './facts/gateway-at';
import { gateway, HTTP, httpRoute } from './gateway-examples';

export const gatewayMatchDuplicate = defineRule({
  id: 'links/gateway-match-duplicate',
  source: 'links',
  stage: 'deployed',
  severity: 'warning',
  kinds: ['HTTPRoute', 'GRPCRoute'],
  field: 'spec.rules',
  summary: 'No match stands twice for one host of a listener.',
  why: 'The same match is taken by the older route, then by the one whose name comes first, then by the first rule; the other never gets a request. Some controllers refuse the younger route.',
  fix: 'Leave one of them out, or put the backends of both into one rule with weights.',
  passing: [
    {
      title: 'The same path with another header',
      manifests: httpRoute(
        'rules: [{ matches: [{ path: { value: /a } }] }, { matches: [{ path: { value: /a }, headers: [{ name: x, value: z }] }] }]',
      ),
    },
    {
      title: 'The same path for different hosts',
      manifests: stream(
        gateway(HTTP),
        httpRoute('parentRefs: [{ name: edge }], hostnames: [a.example.com], rules: [{}]', 'name: a'),
        httpRoute('parentRefs: [{ name: edge }], hostnames: [b.example.com], rules: [{}]', 'name: b'),
      ),
    },
  ],
  failing: [
    {
      title: 'The same path in two rules',
      manifests: httpRoute('rules: [{ matches: [{ path: { value: /a } }] }, { matches: [{ path: { value: /a/ } }] }]'),
      path: 'spec.rules[1].matches[0]',
      kind: 'Duplicate',
    },
    {
      title: 'The same path in two routes for a host',
      manifests: stream(
        gateway(HTTP),
        httpRoute('parentRefs: [{ name: edge }], rules: [{}]', 'name: a'),
        httpRoute('parentRefs: [{ name: edge }], rules: [{}]', 'name: b'),
      ),
      path: 'spec.rules[0].matches[0]',
      kind: 'Duplicate',
    },
  ],
  *check(object, context) {
    const route = routeAt(context);
    if (route === undefined) return;
    const { model } = context;
    if (!contestedOf(model).has(route)) return;
    for (const [index, rule] of rulesAt(object).entries()) {
      for (const [at, match] of rule.at('matches').items().entries()) {
        const other = winnerOf(model, route, index, at);
        if (other === undefined) continue;
        const where = other.route === route ? '' : ` of ${describeRoute(other.route)}`;
        const why =
          other.route === route || route.metadata.creationTimestamp !== undefined
            ? {}
            : {
                why: 'Of routes that are equally old, the one whose name comes first wins; of others the older one. The other never gets a request.',
              };
        yield {
          ...match.duplicate(why),
          detail: `the same match as rules[${other.rule}].matches[${other.match}]${where}`,
        };
      }
    }
  },
});

interface Place {
  readonly route: Route;
  readonly rule: number;
  readonly match: number;
}

/** The place of a match that always wins over this one, on every listener and host. */
function winnerOf(model: NetworkModel, route: Route, rule: number, match: number): Place | undefined {
  const own = hostKeys(model, route);
  const key = matchKey(route.spec.rules?.[rule]?.matches?.[match] ?? {});
  const [first = '', ...others] = own.map((host) => `${route.kind} ${host} ${key}`);
  const places = placesOf(model).get(first) ?? [];
  return places.find((place) => {
    if (!isBefore(place, { route, rule, match })) return false;
    return others.every((each) => (placesOf(model).get(each) ?? []).some((other) => other.route === place.route));
  });
}

/** All matches of a model, by kind, listener, host and what they match. */
const placesOf = viewOf((model: NetworkModel): ReadonlyMap<string, readonly Place[]> => {
  const places = new Map<string, Place[]>();
  for (const route of gatewayObjectsOf(model).routes) {
    const hosts = hostKeys(model, route);
    for (const [rule, { matches = [] }] of (route.spec.rules ?? []).entries()) {
      for (const [match, given] of matches.entries()) {
        const key = matchKey(given);
        for (const host of hosts) append(places, `${route.kind} ${host} ${key}`, { route, rule, match });
      }
    }
  }
  return places;
});

/** Routes with a match that stands twice somewhere. */
const contestedOf = viewOf((model: NetworkModel): ReadonlySet<Route> => {
  const several = [...placesOf(model).values()].filter(({ length }) => length > 1);
  return new Set(several.flatMap((places) => places.map(({ route }) => route)));
});

/** Where a route serves: each listener with each host; a route that attaches to nothing known stands for itself. */
function hostKeys(model: NetworkModel, route: Route): readonly string[] {
  const candidates = (attachmentsOf(model).byRoute.get(route) ?? []).flatMap((attachment) => attachment.candidates);
  const served = candidates.flatMap(({ listener: { owner, name }, hostnames }) =>
    hostnames.map((host) => `${owner.kind} ${owner.namespace}/${owner.name} ${name} ${host}`),
  );
  const { namespace = '', name = '' } = route.metadata;
  return served.length > 0 ? served : [`route ${namespace}/${name}`];
}

/** Equal for matches that take the same requests. */
const matchKey = viewOf(({ path, method, headers = [], queryParams = [] }: RouteMatch): string => {
  const { type = 'PathPrefix', value = '/' } = path ?? {};
  const prefix = type === 'PathPrefix' && value.length > 1 && value.endsWith('/') ? value.slice(0, -1) : value;
  // Of headers that are named twice the first counts.
  const names = (list: readonly ValueMatch[], lower: boolean) =>
    list
      .map(
        (each) =>
          [(lower ? each.name?.toLowerCase() : each.name) ?? '', each.type ?? 'Exact', each.value ?? ''] as const,
      )
      .filter(([name], index, all) => all.findIndex(([other]) => other === name) === index)
      .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([type, prefix, method ?? null, names(headers, true), names(queryParams, false)]);
});

function isBefore(a: Place, b: Place): boolean {
  if (a.route === b.route) return a.rule < b.rule || (a.rule === b.rule && a.match < b.match);
  const [left, right] = [rankOf(a.route), rankOf(b.route)];
  return left < right;
}

/** Older routes first; a new one is younger than those that say when they were made. */
function rankOf({ metadata }: Route): string {
  const { creationTimestamp = '9999', namespace = '', name = '' } = metadata;
  return `${creationTimestamp} ${namespace}/${name}`;
}
