import { charactersOf, isBlank, isBlankOrEnd, isBreak, TAB } from './characters';
import type { TextCursor } from './text-cursor';

/** Where a plain scalar ends within brackets: also before `?`, to YAML 1.1. */
const ENDS_IN_FLOW = charactersOf(/[,?[\]{}]/);
const NOWHERE = new Uint8Array(128);
const COLON = 0x3a;

/** A plain scalar, which may go on over lines that are indented enough. `wrapped`: it ends with a line break. */
export function scanPlain(cursor: TextCursor, indent: number, inFlow: boolean): { value: string; wrapped: boolean } {
  const { text } = cursor;
  const ends = inFlow ? ENDS_IN_FLOW : NOWHERE;
  let value = '';
  let between = '';
  let wrapped = false;
  while (!cursor.atDocumentMarker() && cursor.character !== '#') {
    const start = cursor.at;
    let at = start;
    for (let code = text.charCodeAt(at); !isBlankOrEnd(code) && ends[code] !== 1; code = text.charCodeAt(++at)) {
      if (code === COLON && isBlankOrEnd(text.charCodeAt(at + 1))) break;
    }
    if (at > start) {
      value += between + text.slice(start, at);
      between = '';
      wrapped = false;
      cursor.skip(at - start);
    }
    if (!isBlank(cursor.code()) && !isBreak(cursor.code())) break;
    ({ between, wrapped } = scanBetween(cursor, indent));
    if (!inFlow && cursor.column < indent) break;
  }
  return { value, wrapped };
}

/** Blanks and line breaks between two words: one line break is a space, more are one less. */
function scanBetween(cursor: TextCursor, indent: number): { between: string; wrapped: boolean } {
  const start = cursor.at;
  cursor.skipBlanks();
  if (!isBreak(cursor.code())) return { between: cursor.text.slice(start, cursor.at), wrapped: false };
  const first = cursor.readBreak();
  let more = '';
  for (let code = cursor.code(); isBlank(code) || isBreak(code); code = cursor.code()) {
    if (isBreak(code)) {
      more += cursor.readBreak();
    } else {
      if (code === TAB && cursor.column < indent) throw cursor.problem('a tab indents this line; use spaces');
      cursor.skip();
    }
  }
  return { between: foldBreaks(first, more), wrapped: true };
}

/** What line breaks between two lines of text come to. */
export function foldBreaks(first: string, more: string): string {
  if (first !== '\n') return first + more;
  return more === '' ? ' ' : more;
}
