import { commonHost, EVERY_HOST } from '../../terms/wildcard-host';

/** The names that two host names have in common, `''` for any; undefined if there are none. */
export function commonHostname(a: string | undefined, b: string | undefined): string | undefined {
  const common = commonHost(a, b);
  return common === EVERY_HOST ? '' : common;
}

/** The names that a route serves at a listener: `''` for any, none if they share no name. */
export function servedHostnames(listener: string | undefined, route: readonly string[] | undefined): readonly string[] {
  if (route === undefined || route.length === 0) return [(listener ?? '').toLowerCase()];
  const common = route.map((name) => commonHostname(listener, name)).filter((name) => name !== undefined);
  return [...new Set(common)];
}
