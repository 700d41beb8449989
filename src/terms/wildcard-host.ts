/**
 * The host names that two patterns of the Gateway API have in common, as a pattern; undefined where there are none. Absent and
 * empty patterns stand for every host; `*.example.com` for every host below `example.com`, however deep, and not for itself.
 * Case does not count.
 */
export function commonHost(one: string | undefined, other: string | undefined): string | undefined {
  const [a, b] = [patternOf(one), patternOf(other)];
  if (a === EVERY_HOST || covers(a, b)) return b;
  return b === EVERY_HOST || covers(b, a) ? a : undefined;
}

/** Whether a pattern takes a host name, in lower case and without port. */
export function hostIsUnder(pattern: string, host: string): boolean {
  return pattern === EVERY_HOST || covers(pattern, host);
}

/** How precisely a pattern names hosts: exact names before wildcards, longer ones first, every host last. To sort by, ascending. */
export function compareHostPatterns(a: string, b: string): number {
  return hostPatternRank(a) - hostPatternRank(b);
}

/** The same as a number: smaller is more precise. */
export function hostPatternRank(pattern: string): number {
  const sort = pattern === EVERY_HOST ? 2 : pattern.startsWith('*.') ? 1 : 0;
  return sort * (LONGEST_HOST + 1) - pattern.length;
}

const LONGEST_HOST = 253;

/** The pattern that stands for every host. */
export const EVERY_HOST = '*';

function patternOf(host: string | undefined): string {
  return host === undefined || host === '' ? EVERY_HOST : host.toLowerCase();
}

/** Whether all hosts of a pattern, or the one host it is, are among those of another. */
function covers(pattern: string, host: string): boolean {
  if (pattern === host) return true;
  return pattern.startsWith('*.') && host.length > pattern.length - 1 && host.endsWith(pattern.slice(1));
}

/**
 * The entry of the most precise pattern that takes a host name, of some by their patterns; undefined where none does.
 *
 * @param takes whether a pattern other than `*` takes a host; default: as those of the Gateway API do
 */
export function mostPrecise<T>(
  byPattern: ReadonlyMap<string, T> | undefined,
  host: string,
  takes: (pattern: string, host: string) => boolean = hostIsUnder,
): readonly [pattern: string, T] | undefined {
  if (byPattern === undefined) return undefined;
  const own = byPattern.get(host);
  if (own !== undefined) return [host, own];
  for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
    const pattern = `*${host.slice(dot)}`;
    const found = byPattern.get(pattern);
    if (found !== undefined && takes(pattern, host)) return [pattern, found];
  }
  const every = byPattern.get(EVERY_HOST);
  return every === undefined ? undefined : [EVERY_HOST, every];
}
