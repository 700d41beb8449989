/**
 * The names that two host names have in common, the more specific of both; undefined if there are none. An absent one stands
 * for any; `*.example.com` takes names of any number of labels before it, but not `example.com`.
 */
export function commonHostname(a: string | undefined, b: string | undefined): string | undefined {
  const [left, right] = [(a ?? '').toLowerCase(), (b ?? '').toLowerCase()];
  if (left === '' || left === right) return right;
  if (right === '') return left;
  if (covers(left, right)) return right;
  return covers(right, left) ? left : undefined;
}

/** Whether a name with a wildcard takes all that another one takes. */
export function covers(wildcard: string, name: string): boolean {
  return wildcard.startsWith('*.') && name.length > wildcard.length - 1 && name.endsWith(wildcard.slice(1));
}

/** The names that a route serves at a listener: `''` for any, none if they share no name. */
export function servedHostnames(listener: string | undefined, route: readonly string[] | undefined): readonly string[] {
  if (route === undefined || route.length === 0) return [(listener ?? '').toLowerCase()];
  const common = route.map((name) => commonHostname(listener, name)).filter((name) => name !== undefined);
  return [...new Set(common)];
}
