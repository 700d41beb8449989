import type { Candidate } from '../../model/gateway/attachment';
import type { PathModifier, RouteFilter, RouteRule } from '../../model/gateway/objects';
import { withoutTrailingSlash } from '../../terms/ingress-path';
import { keyOf } from '../../terms/object-ref';
import { placeholder } from '../../terms/placeholders';
import type { RequestExpectation } from '../expectation';
import type { RequestTarget } from '../probe';
import { isToldHeader } from '../request-observation';
import { answeredBy, sharesOf } from './gateway-backends';
import type { PlannedMatch } from './gateway-matches';
import type { PlannedNetwork } from './planned-network';

/** What has to come of a request that one of some rules takes; where several may, only who may answer is known. */
export function requestExpectation(
  winners: readonly PlannedMatch[],
  to: RequestTarget,
  listener: Candidate['listener'],
  network: PlannedNetwork,
): RequestExpectation {
  const base = { kind: 'request', outcome: 'reached' } as const;
  const by = answeredBy(winners, network);
  const answered = { ...base, ...(by === undefined ? {} : { by }), status: 200 };
  const [winner] = winners;
  if (winner === undefined || winners.length > 1) return answered;
  const { rule, match, route } = winner;
  const { filters = [] } = rule;
  const prefix = (match.path?.type ?? 'PathPrefix') === 'PathPrefix' ? (match.path?.value ?? '/') : undefined;
  const redirect = filters.find(({ requestRedirect }) => requestRedirect !== undefined)?.requestRedirect;
  if (redirect !== undefined) {
    return {
      ...base,
      by: [],
      status: redirect.statusCode ?? 302,
      location: locationOf(redirect, to, listener, prefix),
    };
  }
  if (to.protocol === 'grpc') return { ...answered, grpcStatus: 0 };
  const seen = seenBy(rule, to, prefix);
  const headers = headersOf(filters, 'responseHeaderModifier');
  const copies = copiesOf(filters, route.metadata.namespace ?? '', network);
  const share = sharesOf(winner, network);
  return {
    ...answered,
    ...(Object.keys(seen).length === 0 ? {} : { seen }),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(copies.length === 0 ? {} : { copies }),
    ...(share === undefined ? {} : { share }),
  };
}

/** Where a redirect leads: what it does not say stays, but for the port, which follows the scheme where that is said. */
function locationOf(
  { scheme, hostname, port, path }: NonNullable<RouteFilter['requestRedirect']>,
  to: RequestTarget,
  listener: Candidate['listener'],
  prefix: string | undefined,
): string {
  const newScheme = scheme ?? (to.protocol === 'https' ? 'https' : 'http');
  const newPort = port ?? (scheme === undefined ? listener.port : WELL_KNOWN[newScheme]);
  const host = hostname ?? to.hostHeader ?? placeholder('gateway');
  const suffix = newPort === undefined || newPort === WELL_KNOWN[newScheme] ? '' : `:${newPort}`;
  return `${newScheme}://${host}${suffix}${path === undefined ? (to.path ?? '/') : rewritten(to.path ?? '/', path, prefix)}`;
}

const WELL_KNOWN: Readonly<Record<string, number>> = { http: 80, https: 443 };

/** What the Pod sees otherwise than it was sent. */
function seenBy(
  rule: RouteRule,
  to: RequestTarget,
  prefix: string | undefined,
): NonNullable<RequestExpectation['seen']> {
  const { filters = [], backendRefs = [] } = rule;
  // What backends do on their own is seen by one of them only.
  if (backendRefs.some(({ filters: own = [] }) => own.length > 0)) return {};
  const rewrite = filters.find(({ urlRewrite }) => urlRewrite !== undefined)?.urlRewrite;
  const headers = headersOf(filters, 'requestHeaderModifier');
  return {
    ...(rewrite?.path === undefined ? {} : { path: rewritten(to.path ?? '/', rewrite.path, prefix) }),
    ...(rewrite?.hostname === undefined ? {} : { host: rewrite.hostname }),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
  };
}

/** Fields that a modifier sets, and those that it adds to what nobody sent. */
function headersOf(
  filters: readonly RouteFilter[],
  member: 'requestHeaderModifier' | 'responseHeaderModifier',
): Readonly<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {};
  const { set = [] } = filters.find((each) => each[member] !== undefined)?.[member] ?? {};
  for (const { name = '', value = '' } of set) {
    if (isToldHeader(name.toLowerCase(), member === 'requestHeaderModifier' ? 'request' : 'answer')) {
      found[name.toLowerCase()] = [value];
    }
  }
  return found;
}

/** Who gets a copy of every request. */
function copiesOf(
  filters: readonly RouteFilter[],
  namespace: string,
  { model, clients }: PlannedNetwork,
): readonly string[] {
  return filters.flatMap(({ requestMirror }) => {
    const { backendRef, percent, fraction } = requestMirror ?? {};
    if (backendRef === undefined || percent !== undefined || fraction !== undefined) return [];
    const service = model.services.get(keyOf(backendRef.namespace ?? namespace, backendRef.name ?? ''));
    return (service === undefined ? [] : (clients.behind(service) ?? [])).map(({ pod }) => pod);
  });
}

/** A path with its query, as a modifier leaves it: prefixes are replaced element by element. */
function rewritten(asked: string, modifier: PathModifier, prefix: string | undefined): string {
  const [path = '/'] = asked.split('?', 1);
  const query = asked.slice(path.length);
  if (modifier.type === 'ReplaceFullPath') return `${modifier.replaceFullPath ?? ''}${query}`;
  const replacement = modifier.replacePrefixMatch ?? '';
  if (prefix === undefined) return asked;
  const rest = path === '/' ? '' : path.slice(withoutTrailingSlash(prefix).length);
  if (rest === '') return `${replacement === '' ? '/' : replacement}${query}`;
  return `${withoutTrailingSlash(replacement)}${rest}${query}`;
}
