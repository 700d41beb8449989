import type { HTTPIngressPath, Ingress, IngressBackend, Service, ServicePort } from '../../model/objects';
import { objectsIn } from '../../model/workload';
import { re2Pattern } from '../../runtime/re2-pattern';
import { isElementPrefix } from '../../terms/ingress-path';
import { keyOf } from '../../terms/object-ref';
import { trimEnd } from '../../terms/trim-end';

/** A Service port that requests are sent to. */
export interface RouteTarget {
  /** `namespace/name`. */
  readonly service: string;
  readonly port: ServicePort;
}

/** One path of a host and where it leads. */
export interface Route {
  readonly kind: 'exact' | 'regex' | 'segments' | 'string';
  readonly path: string;
  readonly matches: (path: string) => boolean;
  readonly target: RouteTarget;
  /** `namespace/name` of the Ingress. */
  readonly ingress: string;
  /** Plain HTTP is redirected to HTTPS (annotation `ingress.kubernetes.io/force-ssl-redirect`). */
  readonly redirect: boolean;
  /** Plain HTTP is served at all (annotation `kubernetes.io/ingress.allow-http`). */
  readonly plain: boolean;
}

/** The routes of one Ingress, by host; rules without host, and the default backend, are under `*`. */
export function routesOf(
  ingress: Ingress,
  serviceAt: (key: string) => Service | undefined,
): readonly (readonly [host: string, route: Route])[] {
  const { metadata, spec } = ingress;
  const annotations = metadata.annotations ?? {};
  const shared = {
    ingress: keyOf(metadata.namespace, metadata.name ?? ''),
    redirect: annotations['ingress.kubernetes.io/force-ssl-redirect'] === 'true',
    plain: annotations['kubernetes.io/ingress.allow-http'] !== 'false',
  };
  const found: (readonly [string, Route])[] = [];
  // The default backend stands first, so that a rule for the same path overrides it.
  const fallback = spec.defaultBackend === undefined ? [] : [{ paths: [defaultPath(spec.defaultBackend)], host: '' }];
  const rules = objectsIn<{ host?: string; http?: { paths: HTTPIngressPath[] } }>(spec.rules);
  for (const { host = '', paths } of [...fallback, ...rules.map(({ host, http }) => ({ host, paths: http?.paths }))]) {
    for (const path of objectsIn<HTTPIngressPath>(paths)) {
      const target = targetOf(path.backend, metadata.namespace, serviceAt);
      if (target === undefined) continue;
      const condition = conditionOf(path);
      // A path that cannot be compiled takes the rest of its rule with it.
      if (condition === undefined) break;
      found.push([host === '' ? '*' : host.toLowerCase(), { ...condition, ...shared, target }]);
    }
  }
  return found;
}

/** Exact before regular expressions before prefixes; of one kind the longer one, which is the later one by letters. */
export function compareRoutes(a: Route, b: Route): number {
  const byKind = ORDER[a.kind] - ORDER[b.kind];
  if (byKind !== 0) return byKind;
  if (a.path !== b.path) return a.path < b.path ? 1 : -1;
  return a.kind === b.kind ? 0 : a.kind === 'segments' ? -1 : 1;
}

const ORDER = { exact: 0, regex: 1, segments: 2, string: 2 };

function defaultPath(backend: IngressBackend): HTTPIngressPath {
  return { pathType: 'ImplementationSpecific', backend };
}

/** A Service that is missing, lacks the port, or is not a plain TCP Service makes no route at all: 404, not 503. */
function targetOf(
  backend: IngressBackend | undefined,
  namespace: string | undefined,
  serviceAt: (key: string) => Service | undefined,
): RouteTarget | undefined {
  const { name, port: wanted = {} } = backend?.service ?? {};
  if (name === undefined) return undefined;
  const key = keyOf(namespace, name);
  const service = serviceAt(key);
  // Contour leaves ExternalName Services out by default (GHSA-5ph6-qq5x-7jwc).
  if (service === undefined || service.spec.type === 'ExternalName') return undefined;
  const byName = wanted.name !== undefined && wanted.name !== '';
  const ports = objectsIn<ServicePort>(service.spec.ports);
  const named = ports.find((each) => (byName ? each.name === wanted.name : each.port === wanted.number));
  // A name stands for its number, and the first port of that number is the one.
  const port = named === undefined ? undefined : ports.find((each) => each.port === named.port);
  const isTcp = (each: ServicePort) => (each.protocol ?? 'TCP') === 'TCP';
  if (named === undefined || port === undefined || !isTcp(named) || !isTcp(port)) return undefined;
  return { service: key, port };
}

/** What a backend lacks to be a target, in words; undefined when nothing. */
export function whyNoTarget(
  backend: IngressBackend,
  namespace: string | undefined,
  serviceAt: (key: string) => Service | undefined,
): string | undefined {
  if (targetOf(backend, namespace, serviceAt) !== undefined) return undefined;
  const { name, port = {} } = backend.service ?? {};
  if (name === undefined) return 'its backend is not a Service';
  const key = keyOf(namespace, name);
  const service = serviceAt(key);
  if (service === undefined) return `Service ${key} does not exist`;
  if (service.spec.type === 'ExternalName') return `Service ${key} is an ExternalName, which Contour does not route to`;
  return `Service ${key} has no TCP port ${port.name ?? port.number ?? ''}`.trimEnd();
}

function conditionOf({ path: given, pathType }: HTTPIngressPath): Pick<Route, 'kind' | 'path' | 'matches'> | undefined {
  const path = given === undefined || given === '' ? '/' : given;
  if (pathType === 'Exact') return { kind: 'exact', path, matches: (requested) => requested === path };
  if (pathType === 'Prefix' && path !== '/') {
    const prefix = trimEnd(path, '/');
    return { kind: 'segments', path: prefix, matches: (requested) => isElementPrefix(prefix, requested) };
  }
  if (pathType === 'Prefix' || !/[\^+*[\]%]/.test(path)) {
    return { kind: 'string', path, matches: (requested) => requested.startsWith(path) };
  }
  const matches = re2Pattern(path);
  return matches && { kind: 'regex', path, matches };
}
