/** A stretch of a text: `start` is its first offset, `end` the one after its last. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

const MARKER = /^---(?=[ \t\r\n]|$)/my;
const BARE = /---[ \t\r\n]*/y;

/**
 * Cuts a stream where a document starts, so that each can be read, and forgotten, by itself. A line that begins with
 * `---` starts a document wherever it stands, even within quotes. What precedes the first marker stays with it if it
 * holds directives and comments only. Documents that are nothing but their marker are left out.
 */
export function* splitDocuments(text: string): Generator<Stretch> {
  let start = 0;
  // Up to here there are blank lines, comments and directives only.
  let empty = 0;
  // To look for the characters first is much faster than to try the pattern everywhere.
  for (let index = text.indexOf('---'); index >= 0; index = text.indexOf('---', index + 1)) {
    if (index === start || !isMarker(text, index)) continue;
    if (!hasContent(text, empty, index)) {
      empty = index;
      continue;
    }
    if (!isBare(text, start, index)) yield { start, end: index };
    start = empty = index;
  }
  yield { start, end: text.length };
}

function isMarker(text: string, index: number): boolean {
  MARKER.lastIndex = index;
  return MARKER.test(text);
}

/** Whether it is a marker and nothing else. */
function isBare(text: string, start: number, end: number): boolean {
  BARE.lastIndex = start;
  return BARE.test(text) && BARE.lastIndex === end;
}

/** Whether there is anything but blank lines, comments and directives. */
function hasContent(text: string, start: number, end: number): boolean {
  const line = /[ \t]*(?:([^ \t\r\n])[^\r\n]*)?(?:\r\n|\n|\r|$)/y;
  for (line.lastIndex = start; line.lastIndex < end;) {
    const [, first = ''] = line.exec(text) ?? [];
    if (first !== '' && first !== '#' && first !== '%') return true;
  }
  return false;
}
