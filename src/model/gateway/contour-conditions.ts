import { re2Pattern } from '../../runtime/re2-pattern';
import type { Attachment, Attachments } from './attachment';
import type { Condition } from './conditions';
import { unmet } from './conditions';
import type { Route, RouteMatch, RouteRule } from './objects';

/** The conditions of a route as Contour 1.33 writes them, where it differs from the specification. */
export function contourConditions(
  attachment: Attachment,
  attachments: Attachments,
  conditions: readonly Condition[],
): readonly Condition[] {
  const { route } = attachment;
  const { rules = [] } = route.spec;
  const refused = unsupported(route) ?? conflicting(attachment, attachments);
  const emptyRule = rules.some(isWithoutBackends);
  return [
    ...conditions.map((each) => {
      if (each.type === 'Accepted' && each.status === 'True' && refused?.type === 'Accepted') return refused;
      if (each.type === 'ResolvedRefs' && emptyRule && route.kind === 'HTTPRoute') return degraded();
      return each;
    }),
    ...(refused?.type === 'PartiallyInvalid' ? [refused] : []),
    ...(rules.some(hasInvalidPath)
      ? [unmet('ValidMatches', 'InvalidPathMatch', 'a path is no regular expression')]
      : []),
  ];
}

/** Whether Contour can do the method of a gRPC match: it takes those of a service and a method, exactly. */
export function takesMethod({ method }: RouteMatch): boolean {
  if (typeof method !== 'object') return true;
  const { type = 'Exact', service = '', method: name = '' } = method;
  return type === 'Exact' && service !== '' && name !== '';
}

function unsupported({ kind, spec }: Route): Condition | undefined {
  const { rules = [] } = spec;
  if (kind === 'GRPCRoute' && rules.some(({ matches = [] }) => !matches.every(takesMethod))) {
    return unmet('Accepted', 'InvalidMethodMatch', 'a match needs a service and a method, both exact');
  }
  const filters = rules.flatMap(({ filters: own = [] }) => own.map(({ type = '' }) => type));
  const ofBackends = rules.flatMap(({ backendRefs = [] }) =>
    backendRefs.flatMap(({ filters: own = [] }) => own.map(({ type = '' }) => type)),
  );
  const unknown = [
    ...filters.filter((type) => UNKNOWN_FILTERS.includes(type)),
    ...ofBackends.filter((type) => !FILTERS_OF_BACKENDS.includes(type)),
    ...(rules.some(hasInvalidHeader) ? ['a header match that is no regular expression'] : []),
  ];
  return unknown.length === 0
    ? undefined
    : unmet('Accepted', 'UnsupportedValue', `not supported: ${unknown.join(', ')}`);
}

const UNKNOWN_FILTERS: readonly string[] = ['CORS', 'ExtensionRef'];
const FILTERS_OF_BACKENDS: readonly string[] = ['RequestHeaderModifier', 'ResponseHeaderModifier'];

/** Matches that an older route has at the same place are dropped; a route that has no others is not accepted. */
function conflicting({ route, candidates }: Attachment, { attachments }: Attachments): Condition | undefined {
  const places = placesOf(candidates);
  const older = attachments.slice(
    0,
    attachments.findIndex((each) => each.route === route),
  );
  const taken = new Set(
    older
      .filter(
        (each) => each.route.kind === route.kind && placesOf(each.candidates).some((place) => places.includes(place)),
      )
      .flatMap((each) => matchesOf(each.route)),
  );
  const own = matchesOf(route);
  const lost = own.filter((match) => taken.has(match)).length;
  if (lost === 0) return undefined;
  const message = `${lost} of ${own.length} matches are those of an older route`;
  return lost === own.length
    ? unmet('Accepted', 'RuleMatchConflict', message)
    : { type: 'PartiallyInvalid', status: 'True', reason: 'RuleMatchPartiallyConflict', message };
}

function placesOf(candidates: Attachment['candidates']): readonly string[] {
  return candidates.flatMap(({ listener, hostnames }) =>
    hostnames.map((hostname) => [listener.owner.namespace, listener.owner.name, listener.name, hostname].join(' ')),
  );
}

function matchesOf({ kind, spec }: Route): readonly string[] {
  if (kind !== 'HTTPRoute' && kind !== 'GRPCRoute') return [];
  return (spec.rules ?? []).flatMap(({ matches = [] }) => (matches.length === 0 ? [{}] : matches).map(keyOfMatch));
}

/** Matches of one key take the same requests. */
function keyOfMatch({ path = {}, method, headers = [], queryParams = [] }: RouteMatch): string {
  const { type = 'PathPrefix', value = '/' } = path;
  const values = (list: typeof headers, nameOf: (name: string) => string) =>
    list.map(({ type: how = 'Exact', name = '', value: text = '' }) => [nameOf(name), how, text].join(' ')).sort();
  return JSON.stringify([
    type,
    value,
    method,
    values(headers, (name) => name.toLowerCase()),
    values(queryParams, (name) => name),
  ]);
}

function isWithoutBackends({ backendRefs = [], filters = [] }: RouteRule): boolean {
  return backendRefs.length === 0 && !filters.some(({ requestRedirect }) => requestRedirect !== undefined);
}

function degraded(): Condition {
  return unmet('ResolvedRefs', 'Degraded', 'a rule has no backendRefs');
}

function hasInvalidPath({ matches = [] }: RouteRule): boolean {
  return matches.some(({ path }) => path?.type === 'RegularExpression' && re2Pattern(path.value ?? '') === undefined);
}

function hasInvalidHeader({ matches = [] }: RouteRule): boolean {
  return matches.some(({ headers = [] }) =>
    headers.some(({ type, value = '' }) => type === 'RegularExpression' && re2Pattern(value) === undefined),
  );
}
