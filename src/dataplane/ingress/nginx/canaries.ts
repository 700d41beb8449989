import { pcreSearch } from '../../../runtime/pcre-pattern';
import type { Canary } from './annotations';
import type { NginxIngress } from './nginx-ingress';
import { CATCH_ALL } from './nginx-ingress';
import type { Location, Server } from './objects';
import { cookieOf } from './request-parts';
import type { Upstream } from './upstreams';
import { DEFAULT_UPSTREAM, upstreamName } from './upstreams';

/** Attaches canaries to the upstreams of the locations that have their host and path; one that fits nowhere is removed. */
export function mergeCanaries(
  ingresses: readonly NginxIngress[],
  upstreams: Map<string, Upstream>,
  servers: ReadonlyMap<string, Server>,
): void {
  const canaries = ingresses.filter(({ annotations }) => annotations.canary !== undefined);
  if (canaries.length === ingresses.length) return;
  for (const { defaultBackend, namespace, rules } of canaries) {
    if (defaultBackend !== undefined) {
      attach(upstreamName(namespace, defaultBackend), servers.get(CATCH_ALL)?.locations, upstreams, () => true);
    }
    for (const { host, paths = [] } of rules) {
      for (const { backend, path, pathType } of paths) {
        if (backend === undefined) continue;
        const isSame = (location: Location) => location.path === path && location.pathType === pathType;
        attach(upstreamName(namespace, backend), servers.get(host)?.locations, upstreams, isSame);
      }
    }
  }
}

function attach(
  name: string,
  locations: readonly Location[] | undefined,
  upstreams: Map<string, Upstream>,
  fits: (location: Location) => boolean,
): void {
  if (locations === undefined || !upstreams.has(name)) return;
  let merged = false;
  for (const location of locations) {
    const primary = upstreams.get(location.backend);
    if (primary === undefined) continue;
    if (primary.name === name) return;
    if (primary.name === DEFAULT_UPSTREAM || primary.shaping !== undefined || !fits(location)) continue;
    if (!primary.alternatives.includes(name)) primary.alternatives.push(name);
    merged = true;
  }
  if (!merged) upstreams.delete(name);
}

/**
 * The share of requests like this one that a canary takes, from 0 to 1, and what decides; undefined where a pattern is beyond
 * RE2. The header comes first, then the cookie, then the weight.
 */
export function canaryShare(
  canary: Canary,
  headers: Readonly<Record<string, string>>,
): { readonly share: number; readonly by: string } | undefined {
  const { header, headerValue, headerPattern, cookie } = canary;
  const sent = header === '' ? undefined : headers[header.toLowerCase()];
  if (sent !== undefined) {
    const by = `canary-by-header ${header}`;
    if (headerValue !== '') {
      if (sent === headerValue) return { share: 1, by };
    } else if (headerPattern !== '') {
      const pattern = pcreSearch(headerPattern, { ignoreCase: false });
      if ('fault' in pattern) return pattern.fault === 'invalid' ? { share: 0, by } : undefined;
      if (pattern.search(sent) !== undefined) return { share: 1, by };
    } else if (sent === 'always' || sent === 'never') {
      return { share: sent === 'always' ? 1 : 0, by };
    }
  }
  const kept = cookie === '' ? undefined : cookieOf(headers.cookie, cookie);
  if (kept === 'always' || kept === 'never') {
    return { share: kept === 'always' ? 1 : 0, by: `canary-by-cookie ${cookie}` };
  }
  const total = Math.max(canary.weightTotal, 100);
  return { share: Math.min(Math.max(canary.weight / total, 0), 1), by: `canary-weight ${canary.weight} of ${total}` };
}
