import { bytesOf } from '../../../runtime/pcre-pattern';

/** The request line's target, as nginx reads it. Paths are bytes, one character each. */
export interface RequestUri {
  /** Decoded, slashes merged, dots resolved: what locations are compared with. */
  readonly path: string;
  /** The query, without its question mark; empty: none. */
  readonly query: string;
  /** As the client sent it: what a backend sees unless the path is rewritten. */
  readonly unparsed: string;
  /** Of an absolute target its host, which counts in place of the Host header. */
  readonly host: string | undefined;
  /** Whether the path had an escape. */
  readonly isQuoted: boolean;
}

/** Undefined: nginx answers 400. */
export function requestUri(target: string): RequestUri | undefined {
  const sent = bytesOf(target);
  if (/[\x00-\x20\x7f]/.test(sent)) return undefined;
  const [origin = '', host] = /^https?:\/\/([^/?#]*)/i.exec(sent) ?? [];
  const rest = sent.slice(origin.length);
  const unparsed = host !== undefined && !rest.startsWith('/') ? `/${rest}` : rest;
  if (!unparsed.startsWith('/')) return undefined;
  const [raw = ''] = unparsed.split(/[?#]/, 1);
  const query = unparsed[raw.length] === '?' ? (unparsed.slice(raw.length + 1).split('#', 1)[0] ?? '') : '';
  const decoded = decode(raw);
  const path = decoded === undefined ? undefined : resolve(decoded);
  return path === undefined ? undefined : { path, query, unparsed, host, isQuoted: raw.includes('%') };
}

/** A path as nginx sends it after a rewrite (`NGX_ESCAPE_URI`). */
export function escapePath(path: string): string {
  return path.replace(/[\x00-\x20#%?\x7f-\xff]/g, (character) => {
    const code = character.charCodeAt(0).toString(16).toUpperCase();
    return `%${code.padStart(2, '0')}`;
  });
}

/** Undefined for a broken escape, and for one of NUL. */
function decode(raw: string): string | undefined {
  let isBroken = false;
  const decoded = raw.replace(/%(.{0,2})/g, (_, digits: string) => {
    const code = /^[0-9a-fA-F]{2}$/.test(digits) ? Number.parseInt(digits, 16) : 0;
    isBroken ||= code === 0;
    return String.fromCharCode(code);
  });
  return isBroken ? undefined : decoded;
}

/** Undefined for a path above the root. */
function resolve(decoded: string): string | undefined {
  const kept: string[] = [];
  const segments = decoded.split('/').slice(1);
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1;
    if (segment === '..') {
      if (kept.pop() === undefined) return undefined;
    } else if (segment !== '.' && segment !== '') {
      kept.push(segment);
      continue;
    }
    // What a dot or an empty segment at the end leaves is a slash.
    if (isLast) kept.push('');
  }
  return `/${kept.join('/')}`;
}
