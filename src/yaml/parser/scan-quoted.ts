import { isBlank, isBlankOrEnd, isBreak } from './characters';
import { foldBreaks } from './scan-plain';
import type { TextCursor } from './text-cursor';

const BACKSLASH = 0x5c;

/** A scalar in quotes, which may go on over lines. The cursor stands at the opening quote. */
export function scanQuoted(cursor: TextCursor): string {
  const start = cursor.at;
  const quote = cursor.code();
  const single = cursor.character === "'";
  cursor.skip();
  let value = '';
  for (;;) {
    if (cursor.atDocumentMarker()) throw cursor.problem('a document starts or ends within quotes');
    if (cursor.at >= cursor.text.length) throw cursor.problem('the quote that opens here is not closed', start);
    let escapedBreak = false;
    for (let code = cursor.code(); !isBlankOrEnd(code); code = cursor.code()) {
      if (code === quote) {
        if (!single || cursor.code(1) !== quote) break;
        value += "'";
        cursor.skip(2);
      } else if (!single && code === BACKSLASH) {
        escapedBreak = isBreak(cursor.code(1));
        if (escapedBreak) {
          cursor.skip();
          cursor.readBreak();
          break;
        }
        value += scanEscape(cursor);
      } else {
        value += run(cursor, quote, single);
      }
    }
    if (cursor.code() === quote) {
      cursor.skip();
      return value;
    }
    value += scanBetween(cursor, escapedBreak);
  }
}

/** Characters that are what they are. */
function run(cursor: TextCursor, quote: number, single: boolean): string {
  const start = cursor.at;
  for (let code = cursor.code(); !isBlankOrEnd(code) && code !== quote; code = cursor.code()) {
    if (!single && code === BACKSLASH) break;
    cursor.skip();
  }
  return cursor.text.slice(start, cursor.at);
}

function scanBetween(cursor: TextCursor, escapedBreak: boolean): string {
  const start = cursor.at;
  cursor.skipBlanks();
  if (!escapedBreak && !isBreak(cursor.code())) return cursor.text.slice(start, cursor.at);
  const first = escapedBreak ? '' : cursor.readBreak();
  let more = '';
  for (let code = cursor.code(); isBlank(code) || isBreak(code); code = cursor.code()) {
    if (isBreak(code)) more += cursor.readBreak();
    else cursor.skip();
  }
  return foldBreaks(first, more);
}

/** JSON and YAML 1.2 know `\/`, YAML 1.1 does not. */
const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};

const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function scanEscape(cursor: TextCursor): string {
  const start = cursor.at;
  const name = cursor.text.charAt(start + 1);
  const digits = HEX_DIGITS[name];
  const escaped = ESCAPES[name];
  if (digits === undefined) {
    if (escaped === undefined) {
      const instead = name === '/' ? "; write '/' alone" : '';
      throw cursor.problem(`'\\${name}' is not an escape of YAML 1.1${instead}`);
    }
    cursor.skip(2);
    return escaped;
  }
  const hex = cursor.text.slice(start + 2, start + 2 + digits);
  const value = Number.parseInt(hex, 16);
  if (hex.length < digits || !/^[\da-fA-F]+$/.test(hex)) {
    throw cursor.problem(`'\\${name}' wants ${digits} hexadecimal digits`);
  }
  if ((value >= 0xd800 && value <= 0xdfff) || value > 0x10ffff) {
    throw cursor.problem(`'\\${name}${hex}' is not a character of Unicode`);
  }
  cursor.skip(2 + digits);
  return String.fromCodePoint(value);
}
