import { readString } from './string-literal';
import { CelSyntaxError, Unsigned } from './syntax';

export type Token =
  | { readonly type: 'name' | 'quoted' | 'symbol'; readonly text: string }
  | { readonly type: 'value'; readonly value: bigint | number | string | Uint8Array | Unsigned };

/** The tokens of an expression. */
export function tokensOf(source: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < source.length;) {
    const blank = matchAt(BLANK, source, at);
    if (blank !== '') {
      at += blank.length;
      continue;
    }
    const string = readString(source, at);
    if (string !== undefined) {
      tokens.push({ type: 'value', value: string.value });
      at = string.end;
      continue;
    }
    const { token, length } = plainToken(source, at);
    tokens.push(token);
    at += length;
  }
  return tokens;
}

const BLANK = /[\t\n\f\r ]+|\/\/[^\n]*/y;
const NUMBER =
  /0x[0-9a-fA-F]+[uU]?|[0-9]+\.[0-9]+(?:[eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+|\.[0-9]+(?:[eE][+-]?[0-9]+)?|[0-9]+[uU]?/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const QUOTED = /`[A-Za-z0-9_.\-/ ]+`/y;
const SYMBOL = /&&|\|\||==|!=|<=|>=|[-+*/%!<>?:.,()[\]{}]/y;

function plainToken(source: string, at: number): { token: Token; length: number } {
  const number = matchAt(NUMBER, source, at);
  if (number !== '') return { token: { type: 'value', value: numberOf(number) }, length: number.length };
  const name = matchAt(NAME, source, at);
  if (name !== '') return { token: { type: 'name', text: name }, length: name.length };
  const quoted = matchAt(QUOTED, source, at);
  if (quoted !== '') return { token: { type: 'quoted', text: quoted.slice(1, -1) }, length: quoted.length };
  const symbol = matchAt(SYMBOL, source, at);
  if (symbol !== '') return { token: { type: 'symbol', text: symbol }, length: symbol.length };
  throw new CelSyntaxError(`unexpected ${JSON.stringify(source.slice(at, at + 1))} at character ${at}`);
}

function matchAt(pattern: RegExp, source: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0] ?? '';
}

function numberOf(text: string): bigint | number | Unsigned {
  const isHex = text.startsWith('0x');
  if (!isHex && /[.eE]/.test(text)) return Number(text);
  return /[uU]$/.test(text) ? new Unsigned(BigInt(text.slice(0, -1))) : BigInt(text);
}
