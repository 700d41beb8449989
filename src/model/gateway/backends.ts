import { keyOf } from '../../terms/object-ref';
import type { NumberedPort, Service } from '../objects';
import { servicePorts } from '../service';
import type { Condition } from './conditions';
import { unmet } from './conditions';
import type { GatewayObjects } from './gateway-objects';
import { isGranted, isService, referentOf } from './grants';
import type { BackendReference, Route, RouteRule } from './objects';

/** What a reference to a backend leads to. */
export interface Backend {
  /** Where the reference stands: `spec.rules[0].backendRefs[1]`. */
  readonly path: string;
  readonly ref: BackendReference;
  /** Share of the sum of all weights of the rule; a mirror's is 0. */
  readonly weight: number;
  /** `namespace/name` of the Service that is meant. Absent for other kinds. */
  readonly service?: string;
  /** Its port. Absent where there is a problem. */
  readonly port?: NumberedPort;
  /** Why it cannot be used: the condition ResolvedRefs of the route. */
  readonly problem?: Condition;
}

/** Where backends are looked up. */
export interface BackendSource {
  readonly services: ReadonlyMap<string, Service>;
  readonly objects: Pick<GatewayObjects, 'grants'>;
}

/** The backends of a rule; `at` is its place in the route. */
export function backendsOf(route: Route, rule: RouteRule, at: number, source: BackendSource): readonly Backend[] {
  return (rule.backendRefs ?? []).map((ref, index) =>
    backendOf(route, ref, `spec.rules[${at}].backendRefs[${index}]`, source),
  );
}

/** Where the filters of a rule send copies of requests; undefined in the place of other filters. */
export function mirrorsOf(
  route: Route,
  rule: RouteRule,
  at: number,
  source: BackendSource,
): readonly (Backend | undefined)[] {
  return (rule.filters ?? []).map(({ requestMirror }, index) => {
    if (requestMirror?.backendRef === undefined) return undefined;
    const path = `spec.rules[${at}].filters[${index}].requestMirror.backendRef`;
    return { ...backendOf(route, requestMirror.backendRef, path, source), weight: 0 };
  });
}

/** Every reference of a route that cannot be followed, in the order in which controllers look: mirrors of a rule first. */
export function unresolvedOf(route: Route, source: BackendSource): readonly Backend[] {
  return (route.spec.rules ?? [])
    .flatMap((rule, at) => [...mirrorsOf(route, rule, at, source), ...backendsOf(route, rule, at, source)])
    .filter((backend): backend is Backend => backend?.problem !== undefined);
}

function backendOf(route: Route, ref: BackendReference, path: string, source: BackendSource): Backend {
  const { port, weight = 1 } = ref;
  const from = { kind: route.kind, namespace: route.metadata.namespace ?? '' };
  const to = referentOf(ref, from.namespace, 'Service');
  const { group, kind, name } = to;
  const wrong = (reason: string, message: string): Backend => ({
    path,
    ref,
    weight,
    ...(isService(to) ? { service: keyOf(to.namespace, name) } : {}),
    problem: unmet('ResolvedRefs', reason, message),
  });
  if (!isService(to)) {
    return wrong('InvalidKind', `a backend is a Service, not a ${kind}${group === '' ? '' : ` of group ${group}`}`);
  }
  if (!isGranted(source.objects, from, to)) {
    const message = `no ReferenceGrant in namespace ${to.namespace} lets ${from.kind}s of namespace ${from.namespace} refer to Service ${name}`;
    return wrong('RefNotPermitted', message);
  }
  const key = keyOf(to.namespace, name);
  const service = source.services.get(key);
  if (service === undefined) return wrong('BackendNotFound', `Service ${key} does not exist`);
  if (service.spec.type === 'ExternalName') {
    return wrong('BackendNotFound', `Service ${key} is an ExternalName, which has no endpoints to route to`);
  }
  const protocol = route.kind === 'UDPRoute' ? 'UDP' : 'TCP';
  const found = servicePorts(service.spec).find((each) => each.port === port && (each.protocol ?? 'TCP') === protocol);
  if (found === undefined) {
    return wrong('BackendNotFound', `Service ${key} has no ${protocol} port ${port ?? ''}`.trimEnd());
  }
  return { path, ref, weight, service: key, port: found };
}
