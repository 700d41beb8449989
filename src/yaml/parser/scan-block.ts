import { isBlank, isBreak, isBreakOrEnd, SPACE, TAB } from './characters';
import type { TextCursor } from './text-cursor';

const LINE_FEED = '\n';

/**
 * A scalar in block style. The cursor stands at its indicator.
 *
 * @param parentIndent column of the collection that the scalar is in; -1 if there is none
 */
export function scanBlock(cursor: TextCursor, parentIndent: number): string {
  const literal = cursor.character === '|';
  cursor.skip();
  const { chomping, increment } = scanHeader(cursor);
  cursor.skipBlanks();
  cursor.skipComment();
  if (!isBreakOrEnd(cursor.code())) throw cursor.problem(`a line break is expected after '${literal ? '|' : '>'}'`);
  cursor.readBreak();

  const lines = new BlockLines(cursor, increment === 0 ? 0 : Math.max(parentIndent, 0) + increment, parentIndent);
  const pieces: string[] = [];
  let leadingBreak = '';
  let afterBlank = false;
  let breaks = lines.breaks();
  while (cursor.column === lines.indent && cursor.at < cursor.text.length) {
    const blank = isBlank(cursor.code());
    const folds = !literal && !afterBlank && !blank && leadingBreak === LINE_FEED;
    pieces.push(folds ? (breaks === '' ? ' ' : '') : leadingBreak, breaks, restOfLine(cursor));
    afterBlank = blank;
    leadingBreak = cursor.readBreak();
    breaks = lines.breaks();
  }
  if (chomping !== '-') pieces.push(leadingBreak);
  if (chomping === '+') pieces.push(breaks);
  return pieces.join('');
}

/** Indicators of what becomes of the last line breaks, and of how far the lines are indented, in either order. */
function scanHeader(cursor: TextCursor): { chomping: string; increment: number } {
  const [header = ''] = /^(?:[-+]\d?|\d[-+]?)?/.exec(cursor.text.slice(cursor.at, cursor.at + 2)) ?? [];
  const [increment = ''] = /\d/.exec(header) ?? [];
  const [chomping = ''] = /[-+]/.exec(header) ?? [];
  if (increment === '0') throw cursor.problem('a block of text cannot be indented by 0');
  cursor.skip(header.length);
  return { chomping, increment: Number(increment) };
}

function restOfLine(cursor: TextCursor): string {
  const start = cursor.at;
  while (!isBreakOrEnd(cursor.code())) cursor.skip();
  return cursor.text.slice(start, cursor.at);
}

/** The blank lines of a block, and how far the others are indented: as the first, if nothing else is said. */
class BlockLines {
  constructor(
    private readonly cursor: TextCursor,
    public indent: number,
    private readonly parentIndent: number,
  ) {}

  /** Steps to the next line that is not blank, up to its text; gives the line breaks before it. */
  breaks(): string {
    const { cursor } = this;
    let breaks = '';
    let deepest = 0;
    for (;;) {
      while (this.isIndentation() && cursor.code() === SPACE) cursor.skip();
      deepest = Math.max(deepest, cursor.column);
      if (this.isIndentation() && cursor.code() === TAB) {
        throw cursor.problem('a tab indents this line of a block of text; use spaces');
      }
      if (!isBreak(cursor.code())) break;
      breaks += cursor.readBreak();
    }
    if (this.indent === 0) this.indent = Math.max(deepest, this.parentIndent + 1, 1);
    return breaks;
  }

  private isIndentation(): boolean {
    return this.indent === 0 || this.cursor.column < this.indent;
  }
}
