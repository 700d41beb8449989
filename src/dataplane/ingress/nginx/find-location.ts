import type { NginxLocation } from './objects';

/** Where a path is answered. */
export type Found =
  | { readonly location: NginxLocation }
  /** The path lacks a slash that the location's has: 301 to it. */
  | { readonly slashFor: NginxLocation }
  /** Which of them answers is beyond RE2. */
  | { readonly unclear: NginxLocation };

/** An exact location, else the first regular expression, else the longest prefix. Every server has a location for `/`. */
export function findLocation(locations: readonly NginxLocation[], path: string): Found | undefined {
  const [exact, prefix] = [named(locations, 'exact'), named(locations, 'prefix')];
  const equal = exact.find((location) => location.bytes === path);
  if (equal !== undefined) return { location: equal };
  const withSlash = [...exact, ...prefix].find(
    (location) => location.bytes === `${path}/` && location.annotations?.denied === undefined,
  );
  if (withSlash !== undefined) return { slashFor: withSlash };
  for (const location of named(locations, 'regex')) {
    if (location.search === undefined) return { unclear: location };
    if (location.search(path) !== undefined) return { location };
  }
  const fitting = prefix.filter((location) => path.startsWith(location.bytes));
  const [longest] = fitting.sort((a, b) => b.bytes.length - a.bytes.length);
  return longest === undefined ? undefined : { location: longest };
}

function named(locations: readonly NginxLocation[], kind: NginxLocation['modifier']['kind']): readonly NginxLocation[] {
  return locations.filter(({ modifier }) => modifier.kind === kind);
}
