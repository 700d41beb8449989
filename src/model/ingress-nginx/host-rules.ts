import { pcreSearch } from '../../runtime/pcre-pattern';
import type { NetworkModel } from '../network-model';
import type { Ingress } from '../objects';
import { winnersOf } from '../route';
import type { IngressRoute } from '../route-table';
import { viewOf } from '../view';

/** What the annotations of ingress-nginx begin with. */
export const PREFIX = 'nginx.ingress.kubernetes.io/';

/** What Prefix and Exact paths may consist of, as the webhook asks. */
export const PLAIN_PATH = /^\/[A-Za-z0-9._\-/]*$/;

export function annotation({ metadata }: Ingress, name: string): string | undefined {
  const value = metadata.annotations?.[PREFIX + name];
  return value === '' ? undefined : value;
}

export function isOn(ingress: Ingress, name: string): boolean {
  return annotation(ingress, name) === 'true';
}

/** Annotations that ask somebody else, or look at what manifests do not tell: the client's address, its certificate. */
export function asksOthers(ingress: Ingress): string | undefined {
  const keys = Object.keys(ingress.metadata.annotations ?? {}).filter((key) => key.startsWith(PREFIX));
  return keys.find((key) => OTHERS.test(key.slice(PREFIX.length)));
}

const OTHERS =
  /^(allowlist-source-range|auth-tls-.*|auth-url|custom-http-errors|default-backend|denylist-source-range|enable-modsecurity|limit-.*|satisfy|ssl-passthrough|whitelist-source-range|.*-snippet)$/;

export function isCanary(route: IngressRoute): boolean {
  return isOn(route.source, 'canary');
}

/** Whether one rule of a host has nginx read all of its paths as regular expressions. */
export function readsPatterns(ofHost: readonly IngressRoute[]): boolean {
  return locationsOf(ofHost).arePatterns;
}

/** The rules that take a request; undefined where RE2 cannot tell. */
export function takers(ofHost: readonly IngressRoute[], request: string): readonly IngressRoute[] | undefined {
  const { arePatterns, rules } = locationsOf(ofHost);
  if (!arePatterns) return winnersOf(rules, request);
  for (const rule of rules) {
    const pattern = pcreSearch(`^${pathOf(rule)}`, { ignoreCase: true });
    if ('fault' in pattern) return undefined;
    if (pattern.search(request) !== undefined) return [rule];
  }
  return [];
}

/** What nginx makes locations of, the longest path first, and how it reads them. */
const locationsOf = viewOf((ofHost: readonly IngressRoute[]) => {
  const rules = ofHost.filter((route) => !isCanary(route));
  const arePatterns = rules.some((route) => {
    const target = annotation(route.source, 'rewrite-target');
    return isOn(route.source, 'use-regex') || (target !== undefined && target !== pathOf(route));
  });
  return { arePatterns, rules: arePatterns ? [...rules].sort(longestFirst) : rules };
});

/** A path as a client sends it, so that nginx reads it as it stands. */
export function sentAs(path: string): string {
  return path.replace(/[^!"$&->@-~]/gu, (character) => {
    const bytes = [...Buffer.from(character)];
    return bytes.map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
  });
}

/** What a backend is asked for once a rewrite is done; undefined where that is not known. */
export function rewrittenPath(rule: IngressRoute, request: string): string | undefined {
  const target = annotation(rule.source, 'rewrite-target');
  const path = pathOf(rule);
  if (target === undefined || target === path) return sentAs(request);
  const pattern = pcreSearch(path, { ignoreCase: true });
  const groups = 'search' in pattern ? pattern.search(request) : undefined;
  if (groups === undefined || /\$(?!\d)|[?=;{} ]/.test(target) || target.startsWith('http')) return undefined;
  return sentAs(target.replace(/\$(\d)/g, (_, digit: string) => groups[Number(digit)] ?? ''));
}

/** The canaries of a rule: they have its host, path and type. */
export function canariesOf(rule: IngressRoute, ofHost: readonly IngressRoute[]): readonly IngressRoute[] {
  return ofHost.filter((route) => isCanary(route) && isSamePath(route, rule));
}

export function isSamePath(a: IngressRoute, b: IngressRoute): boolean {
  return pathOf(a) === pathOf(b) && (a.path?.pathType === 'Exact') === (b.path?.pathType === 'Exact');
}

export function pathOf({ path }: IngressRoute): string {
  return path === undefined || path.path === '' ? '/' : path.path;
}

/** Whether plain requests for a host are sent to https: a rule of it has a certificate, or demands it. */
export function isSecured(model: NetworkModel, rule: IngressRoute): boolean {
  if (isOn(rule.source, 'force-ssl-redirect')) return true;
  if (annotation(rule.source, 'ssl-redirect') === 'false') return false;
  return [...model.ingresses.values()].some(
    ({ spec }) => (spec.tls ?? []).length > 0 && spec.rules?.some(({ host }) => host === rule.host) === true,
  );
}

function longestFirst(a: IngressRoute, b: IngressRoute): number {
  const [one, other] = [pathOf(a), pathOf(b)];
  if (one.length !== other.length) return other.length - one.length;
  return one === other ? 0 : one < other ? 1 : -1;
}
