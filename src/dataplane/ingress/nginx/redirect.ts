import type { AnnotationReader } from './annotation-reader';

/** Where an Ingress sends all its requests. */
export interface Redirect {
  readonly url: string | undefined;
  readonly code: number;
  readonly fromToWww: boolean;
  readonly relative: boolean;
}

const NONE: Redirect = { url: undefined, code: 0, fromToWww: false, relative: false };

/** The temporary redirect comes before the permanent one; one bad or empty value takes all of them away. */
export function redirectOf(read: AnnotationReader): Redirect {
  const fromToWww = read.bool('from-to-www-redirect', 'ignore') === true;
  const relative = read.bool('relative-redirects', 'ignore') === true;
  const temporal = read.text('temporal-redirect', 'ignore');
  if (temporal !== undefined) {
    const code = codeWithin(read.int('temporal-redirect-code', 'ignore'), 307, 302);
    if (!/^https?[^/?#:]*:/i.test(temporal) || isBroken(read, 'temporal-redirect-code')) return NONE;
    return { url: temporal, code, fromToWww, relative };
  }
  const url = read.text('permanent-redirect', 'ignore');
  const code = codeWithin(read.int('permanent-redirect-code', 'ignore'), 308, 301);
  const names = ['from-to-www-redirect', 'relative-redirects', 'temporal-redirect', 'permanent-redirect'];
  if ([...names, 'permanent-redirect-code'].some((name) => isBroken(read, name))) return NONE;
  return { url, code, fromToWww, relative };
}

function isBroken(read: AnnotationReader, name: string): boolean {
  return read.isEmpty(name);
}

function codeWithin(code: number | undefined, last: number, otherwise: number): number {
  return code === undefined || code < 300 || code > last ? otherwise : code;
}
