import type { RouteRule } from '../../model/gateway/objects';
import { leftText, leftToController } from '../../model/left-to-controller';
import type { NetworkModel } from '../../model/network-model';
import type { HTTPIngressPath, Ingress, IngressBackend, IngressRule } from '../../model/objects';
import { routesOf } from '../../model/route-table';
import { objectsIn } from '../../model/workload';
import { hostMatches } from '../../terms/host';
import { withoutTrailingSlash } from '../../terms/ingress-path';
import { append } from '../../terms/maps';
import { keyOf } from '../../terms/object-ref';
import { wildcardDepth } from '../behaviour';
import { backendRef } from '../nginx/backends';
import { ROOT, routePath } from '../nginx/paths';
import type { Note } from '../note';
import type { Plan, PlannedHost, PlannedRule } from '../plan';

/** What Ingresses mean as the Ingress API says, which is what Contour and most other controllers make of them. */
export function planPlain(
  model: NetworkModel,
  ingresses: readonly Ingress[],
  source: Parameters<typeof backendRef>[2],
): Plan {
  const notes: Note[] = [...leftOf(model, ingresses)];
  const byHost = new Map<string, PlannedRule[]>();
  for (const ingress of ingresses) {
    for (const rule of objectsIn<IngressRule>(ingress.spec.rules)) {
      const { host = '' } = rule;
      if (host.startsWith('*.')) notes.push(wildcardDepth(calledIn(ingress), host));
      for (const path of objectsIn<HTTPIngressPath>(rule.http?.paths)) {
        for (const planned of rulesOf(ingress, path, source)) append(byHost, host.toLowerCase(), planned);
      }
    }
  }
  // Whatever no host has goes to the first default backend.
  const { spec: { defaultBackend } = {}, ...byDefault } =
    ingresses.find(({ spec }) => spec.defaultBackend !== undefined) ?? {};
  const hosts = [...byHost].map(([host, rules]): PlannedHost => ({
    host: host === '' ? undefined : host,
    certificate: certificateOf(ingresses, host),
    redirectsAll: undefined,
    rules,
  }));
  if (defaultBackend === undefined || !('metadata' in byDefault)) return { hosts, policies: [], notes };
  const fallback = rulesOf(byDefault as Ingress, { path: '/', pathType: 'Prefix', backend: defaultBackend }, source);
  const withDefault = hosts.map((each) => (hasRoot(each) ? each : { ...each, rules: [...each.rules, ...fallback] }));
  return {
    hosts: byHost.has('')
      ? withDefault
      : [...withDefault, { host: undefined, certificate: undefined, redirectsAll: undefined, rules: fallback }],
    policies: [],
    notes,
  };
}

function hasRoot({ rules }: PlannedHost): boolean {
  return rules.some(({ rule }) => rule.matches?.some(({ path }) => path?.type === 'PathPrefix' && path.value === '/'));
}

function rulesOf(
  ingress: Ingress,
  { path: given = '', pathType, backend }: HTTPIngressPath,
  source: Parameters<typeof backendRef>[2],
): readonly PlannedRule[] {
  const { metadata } = ingress;
  const namespace = metadata.namespace ?? '';
  const path = given === '' ? '/' : given;
  const match =
    pathType === 'Exact'
      ? { type: 'Exact', value: routePath(path) }
      : path === '/'
        ? ROOT
        : { type: 'PathPrefix', value: routePath(withoutTrailingSlash(withoutStar(path))) || '/' };
  const ref = refOf(backend, namespace, source);
  const rule: RouteRule = { matches: [{ path: match }], ...(ref === undefined ? {} : { backendRefs: [ref] }) };
  const planned = { namespace, ingress: calledIn(ingress) };
  if (metadata.annotations?.[FORCE_REDIRECT] !== 'true') return [{ ...planned, scheme: 'both', rule }];
  const redirect: RouteRule = {
    matches: [{ path: match }],
    filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }],
  };
  return [
    { ...planned, scheme: 'http', rule: redirect },
    { ...planned, scheme: 'https', rule },
  ];
}

/** What controllers of clouds write for whatever follows. */
function withoutStar(path: string): string {
  return path.endsWith('/*') ? path.slice(0, -1) : path;
}

/** Contour's. */
const FORCE_REDIRECT = 'ingress.kubernetes.io/force-ssl-redirect';

function refOf(backend: IngressBackend | undefined, namespace: string, source: Parameters<typeof backendRef>[2]) {
  const { name, port = {} } = backend?.service ?? {};
  if (name === undefined) return undefined;
  const service = keyOf(namespace, name);
  return backendRef({ service, port: String(port.number ?? port.name ?? '') }, namespace, source);
}

function certificateOf(ingresses: readonly Ingress[], host: string): string | undefined {
  for (const { metadata, spec } of ingresses) {
    const entry = spec.tls?.find(({ hosts = [] }) =>
      hosts.some((each) => host !== '' && (each === host || hostMatches(each, host))),
    );
    if (entry?.secretName !== undefined && entry.secretName !== '') return keyOf(metadata.namespace, entry.secretName);
  }
  return undefined;
}

/** Annotations of controllers that are not modelled, and rules that they decide on. */
function* leftOf(model: NetworkModel, ingresses: readonly Ingress[]): Generator<Note> {
  const own = new Set(ingresses);
  for (const ingress of ingresses) {
    for (const [key, value] of Object.entries(ingress.metadata.annotations ?? {})) {
      if (!OF_CONTROLLERS.test(key) || key === FORCE_REDIRECT || key === 'kubernetes.io/ingress.class') continue;
      const [, name = key] = key.split('/');
      const text =
        'is for its controller, which is not modelled: look for what the new implementation has in its place';
      yield { name, ingress: calledIn(ingress), annotation: { key, value }, text, explains: [] };
    }
  }
  for (const route of routesOf(model)) {
    const left = own.has(route.source) ? leftToController(model, route) : undefined;
    if (left === undefined) continue;
    yield {
      name: 'left-to-controller',
      ingress: route.ingress,
      text: `${leftText(left)}: compare what it does now with the route by hand`,
      explains: [],
    };
  }
}

const OF_CONTROLLERS =
  /(^|\.)(ingress\.kubernetes\.io|projectcontour\.io|traefik\.io|traefik\.ingress\.kubernetes\.io|haproxy\.org|konghq\.com|ingress\.cilium\.io|networking\.gke\.io|nginx\.org)\//;

function calledIn({ metadata }: Ingress): string {
  return keyOf(metadata.namespace, metadata.name ?? '');
}
