import { attachmentsOf } from '../model/gateway/attachment';
import { describeRoute } from '../model/gateway/gateway-objects';
import type { RouteMatch, RouteRule, ValueMatch } from '../model/gateway/objects';
import type { NetworkModel } from '../model/network-model';
import { patternExample } from '../runtime/pattern-example';
import { EVERY_HOST } from '../terms/wildcard-host';
import type { AskedRoute, Condition } from './asked-route';

/** What the HTTPRoutes of a model serve, at the hosts that they name, else at those of their listeners. */
export function* gatewayRoutes(model: NetworkModel): Generator<AskedRoute> {
  for (const { route, candidates } of attachmentsOf(model).attachments) {
    if (route.kind !== 'HTTPRoute') continue;
    const about = describeRoute(route);
    const named = route.spec.hostnames ?? candidates.flatMap(({ hostnames }) => hostnames);
    const hosts = named.length === 0 ? [undefined] : [...new Set(named)];
    for (const rule of route.spec.rules ?? []) {
      for (const match of rule.matches ?? [{}]) {
        for (const host of hosts) {
          const path = match.path?.value ?? '/';
          const conditions = conditionsOf(match);
          yield { about, host: host === EVERY_HOST ? undefined : host, path, conditions, cors: originOf(rule) };
        }
      }
    }
  }
}

function conditionsOf({ headers = [], queryParams = [], method }: RouteMatch): readonly Condition[] {
  const all: Condition[] = [];
  const valued = headers.map((match) => [match.name?.toLowerCase() ?? '', valueOf(match)] as const);
  const query = queryParams.map((match) => `${match.name ?? ''}=${valueOf(match)}`).join('&');
  const named = Object.fromEntries(valued);
  const sent = { headers: named, ...(query === '' ? {} : { query: `?${query}` }) };
  const verb = typeof method === 'string' ? { method } : {};
  if (headers.length > 0 || query !== '' || typeof method === 'string') all.push({ ...sent, ...verb });
  for (const [name] of valued) all.push({ ...sent, ...verb, headers: { ...named, [name]: 'of-nobody' } });
  return all;
}

function valueOf({ type = 'Exact', value = '' }: ValueMatch): string {
  if (type !== 'RegularExpression') return value;
  return patternExample(`/?${value}`)?.replace(/^\//, '') ?? value;
}

function originOf({ filters = [] }: RouteRule): string | undefined {
  const origins = filters.find(({ cors }) => cors !== undefined)?.cors?.allowOrigins;
  const [first] = origins ?? [];
  return first === '*' ? 'https://origin.example' : first?.replace('*', 'any');
}
