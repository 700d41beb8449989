/** How an Ingress path is compared with the path of a request. */
export type PathType = 'Exact' | 'Prefix' | 'ImplementationSpecific';

/**
 * Whether an Ingress path takes the path of a request (without query), as the Ingress API says
 * (https://kubernetes.io/docs/concepts/services-networking/ingress/#path-types).
 *
 * `Exact` is equality, case counts. `Prefix` goes element by element: `/aaa/bbb` takes `/aaa/bbb`, `/aaa/bbb/` and
 * `/aaa/bbb/ccc`, not `/aaa/bbbccc`. What `ImplementationSpecific` means is the controller's business; here, as in most of
 * them, it is a prefix of the string.
 */
export function pathMatches(pathType: PathType, pattern: string, path: string): boolean {
  if (pathType === 'Exact') return pattern === path;
  if (pathType === 'Prefix') return isElementPrefix(pattern, path);
  return path.startsWith(pattern);
}

/** Whether the elements of a path begin with those of a prefix. A trailing slash makes no element. */
export function isElementPrefix(prefix: string, path: string): boolean {
  const stem = withoutTrailingSlash(prefix);
  return path.startsWith(stem) && (path.length === stem.length || path[stem.length] === '/');
}

/** `/foo/` -> `/foo`, `/` -> ``: what two prefixes that take the same requests have in common. */
export function withoutTrailingSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path;
}
