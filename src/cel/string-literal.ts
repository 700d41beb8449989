import { CelSyntaxError } from './syntax';

const OPENING = /(?:[bB][rR]?|[rR][bB]?)?(?:"""|'''|"|')/y;

/** The string or bytes literal that begins at a character of an expression, and where it ends; undefined where none does. */
export function readString(source: string, at: number): { value: string | Uint8Array; end: number } | undefined {
  OPENING.lastIndex = at;
  const opening = OPENING.exec(source)?.[0];
  if (opening === undefined) return undefined;
  const prefix = (/^[bBrR]*/.exec(opening)?.[0] ?? '').toLowerCase();
  const quote = opening.slice(prefix.length);
  const [isRaw, isBytes] = [prefix.includes('r'), prefix.includes('b')];
  const start = at + opening.length;
  let end = start;
  while (!source.startsWith(quote, end)) {
    if (end >= source.length || (quote.length === 1 && source[end] === '\n')) {
      throw new CelSyntaxError(`the string at character ${at} does not end`);
    }
    end += source[end] === '\\' ? 2 : 1;
  }
  const body = source.slice(start, end);
  const value = isBytes ? bytesOf(body, isRaw) : isRaw ? body : unescape(body);
  return { value, end: end + quote.length };
}

const ESCAPE =
  /\\(?:x([0-9a-fA-F]{2})|X([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2})|([\s\S]?))/g;

function unescape(body: string): string {
  return body.replace(ESCAPE, (escape, ...groups: string[]) => {
    const [x, bigX, u, bigU, octal, single = ''] = groups;
    const hex = x ?? bigX ?? u ?? bigU;
    if (hex !== undefined) return characterOf(parseInt(hex, 16), escape);
    return octal === undefined ? unescapeSingle(single, escape) : characterOf(parseInt(octal, 8), escape);
  });
}

/** In bytes, `\x` and octal escapes are bytes and no characters. */
function bytesOf(body: string, isRaw: boolean): Uint8Array {
  const parts: Uint8Array[] = [];
  let at = 0;
  for (const match of isRaw ? [] : body.matchAll(ESCAPE)) {
    const [escape, x, bigX, u, bigU, octal, single = ''] = match;
    parts.push(Buffer.from(body.slice(at, match.index)));
    const byte = x ?? bigX;
    const point = u ?? bigU;
    if (byte !== undefined) parts.push(Uint8Array.of(parseInt(byte, 16)));
    else if (octal !== undefined) parts.push(Uint8Array.of(parseInt(octal, 8)));
    else if (point !== undefined) parts.push(Buffer.from(characterOf(parseInt(point, 16), escape)));
    else parts.push(Buffer.from(unescapeSingle(single, escape)));
    at = match.index + escape.length;
  }
  parts.push(Buffer.from(body.slice(at)));
  return Buffer.concat(parts);
}

function characterOf(point: number, escape: string): string {
  if (point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) throw new CelSyntaxError(`${escape} is not a character`);
  return String.fromCodePoint(point);
}

const SINGLE: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '"': '"',
  "'": "'",
  '\\': '\\',
  '?': '?',
  '`': '`',
};

function unescapeSingle(character: string, escape: string): string {
  const meant = SINGLE[character];
  if (meant === undefined) throw new CelSyntaxError(`${escape} is not an escape sequence`);
  return meant;
}
