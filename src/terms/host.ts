/**
 * Whether the host of an Ingress rule, or of its `tls`, covers the host that a request names
 * (https://kubernetes.io/docs/concepts/services-networking/ingress/#hostname-wildcards).
 *
 * No pattern, or an empty one, covers every host. `*.` stands for exactly one label: `*.foo.com` covers `bar.foo.com`,
 * neither `foo.com` nor `baz.bar.foo.com`. Case does not count; a trailing dot makes another name.
 */
export function hostMatches(pattern: string | undefined, host: string): boolean {
  if (pattern === undefined || pattern === '') return true;
  const wanted = pattern.toLowerCase();
  const given = host.toLowerCase();
  if (!wanted.startsWith('*.')) return wanted === given;
  const firstDot = given.indexOf('.');
  return firstDot > 0 && given.slice(firstDot) === wanted.slice(1);
}

/** How precisely a host pattern names hosts: 2 a name, 1 a wildcard, 0 every host. The most precise pattern decides. */
export function hostPrecision(pattern: string | undefined): 0 | 1 | 2 {
  if (pattern === undefined || pattern === '') return 0;
  return pattern.startsWith('*.') ? 1 : 2;
}

/** The host of a `Host` header: without port, in lower case. IPv6 addresses keep their brackets. */
export function hostOf(header: string): string {
  return header.replace(/:\d*$/, '').toLowerCase();
}
