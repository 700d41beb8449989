import { listOf } from '../../../model/ingress-nginx/go-values';
import { pcreSearch } from '../../../runtime/pcre-pattern';
import type { AnnotationReader } from './annotation-reader';

/** Which pages of other origins a browser lets ask, and how. */
export interface Cors {
  /** Origins; `*` alone for all of them. */
  readonly origins: readonly string[];
  readonly headers: readonly (readonly [name: string, value: string])[];
}

const ORIGIN = /^([a-z]+:\/\/(\*\.)?[A-Za-z0-9\-.]*(:\d+)?|\*|null)$/;
const HEADERS =
  'DNT,Keep-Alive,User-Agent,X-Requested-With,If-Modified-Since,Cache-Control,Content-Type,Range,Authorization';

export function corsOf(read: AnnotationReader): Cors | undefined {
  if (read.bool('enable-cors') !== true) return undefined;
  const credentials = read.bool('cors-allow-credentials') ?? true;
  const exposed = read.text('cors-expose-headers', 'drop');
  return {
    origins: originsOf(read.text('cors-allow-origin', 'drop') ?? '*'),
    headers: [
      ...(credentials ? [['access-control-allow-credentials', 'true'] as const] : []),
      [
        'access-control-allow-methods',
        read.text('cors-allow-methods', 'drop') ?? 'GET, PUT, POST, DELETE, PATCH, OPTIONS',
      ],
      ['access-control-allow-headers', read.text('cors-allow-headers', 'drop') ?? HEADERS],
      ...(exposed === undefined ? [] : [['access-control-expose-headers', exposed] as const]),
      ['access-control-max-age', String(read.int('cors-max-age') ?? 1728000)],
    ],
  };
}

/** The headers of the answer to a request from an origin; none for an origin that is not allowed. */
export function corsHeaders({ origins, headers }: Cors, origin: string): Readonly<Record<string, string>> {
  const allowed = origins.length === 1 && origins[0] === '*' ? '*' : takes(origins, origin) ? origin : undefined;
  return allowed === undefined ? {} : { 'access-control-allow-origin': allowed, ...Object.fromEntries(headers) };
}

/** Origins that are none are left out; a star among them stands for all. */
function originsOf(text: string): readonly string[] {
  const origins = listOf(text);
  return origins.includes('*') ? ['*'] : origins.filter((origin) => ORIGIN.test(origin));
}

/** nginx looks for the end of the text only: `https://a.test` takes `xhttps://a.test` as well. */
function takes(origins: readonly string[], origin: string): boolean {
  return origins.some((allowed) => {
    const literal = allowed.replace(/[\\.+?^$()[\]{}|]/g, '\\$&').replace('*', '[A-Za-z0-9\\-]+');
    const pattern = pcreSearch(`(${literal})$`, { ignoreCase: true });
    return 'search' in pattern && pattern.search(origin) !== undefined;
  });
}
