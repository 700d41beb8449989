import { isAbsolute, sep } from 'node:path';

/** The path of a file as a URI (RFC 3986): that of an absolute path has the scheme `file`, that of another one is relative, too. */
export function uriOf(path: string): string {
  const encoded = path.replaceAll(LONE_SURROGATE, '\uFFFD').split(sep).map(encodeURIComponent).join('/');
  if (!isAbsolute(path)) return encoded;
  return encoded.startsWith('/') ? `file://${encoded}` : `file:///${encoded.replace('%3A', ':')}`;
}

/** Which no encoding of characters knows. */
const LONE_SURROGATE = /\p{Cs}/gu;
