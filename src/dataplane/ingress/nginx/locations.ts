import type { Location, Modifier } from './objects';

/**
 * The locations of a server in the order of nginx.conf: the longest path first. A prefix becomes two of them, so that it is
 * compared element by element.
 */
export function serverLocations(locations: readonly Location[]): Location[] {
  const sorted = [...locations].sort((a, b) => byteLength(b.path) - byteLength(a.path) || compare(b.path, a.path));
  const exact = new Set(sorted.filter(({ pathType }) => pathType === 'Exact').map(({ path }) => path));
  return sorted.flatMap((location) => {
    const { path, pathType } = location;
    if (path === '/') return [location];
    location.ingressPath = path;
    if (pathType !== 'Prefix' || rewrites(location) || location.annotations?.rewrite.useRegex === true)
      return [location];
    const withSlash = { ...location, path: path.endsWith('/') ? path : `${path}/` };
    return exact.has(path) ? [withSlash] : [withSlash, { ...location, pathType: 'Exact' as const }];
  });
}

/** Whether one location turns all those of its server into regular expressions. */
export function areRegexes(locations: readonly Location[]): boolean {
  return locations.some((location) => rewrites(location) || location.annotations?.rewrite.useRegex === true);
}

/** Whether a location has a rewrite target other than itself. */
export function rewrites({ path, annotations }: Location): boolean {
  const target = annotations?.rewrite.target;
  return target !== undefined && target !== path;
}

export function modifierOf({ path, pathType }: Location, isRegex: boolean): Modifier {
  const quoted = path.replace(/[\\"]/g, '\\$&');
  if (isRegex) return { kind: 'regex', written: `~* "^${quoted}"` };
  return pathType === 'Exact'
    ? { kind: 'exact', written: `= "${quoted}"` }
    : { kind: 'prefix', written: `"${quoted}"` };
}

function byteLength(text: string): number {
  return Buffer.byteLength(text);
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
