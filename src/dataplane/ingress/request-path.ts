/** What a URL may hold without an escape (RFC 3986, unreserved). */
const UNRESERVED = /[A-Za-z0-9\-._~]/;

/**
 * The path of a request target as Envoy compares it: without query, unreserved characters unescaped, slashes merged,
 * `.` and `..` resolved (`normalize_path`, `merge_slashes`).
 */
export function normalizedPath(target: string): string {
  const [path = '/'] = target.split(/[?#]/, 1);
  const unescaped = path
    .replace(/%([0-9A-Fa-f]{2})/g, (escape, hex: string) => {
      const character = String.fromCharCode(Number.parseInt(hex, 16));
      return UNRESERVED.test(character) ? character : escape;
    })
    .replaceAll('\\', '/');
  return withoutDots(unescaped).replace(/\/{2,}/g, '/');
}

function withoutDots(path: string): string {
  const segments = path.split('/');
  const kept: string[] = [];
  for (const [index, segment] of segments.entries()) {
    const last = index === segments.length - 1;
    if (segment === '..') {
      if (kept.length > 1) kept.pop();
      if (last) kept.push('');
    } else if (segment === '.') {
      if (last) kept.push('');
    } else {
      kept.push(segment);
    }
  }
  return kept.join('/');
}
