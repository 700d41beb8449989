/** A text and where it comes from. */
export class SourceText {
  /** The text without its byte order mark. */
  readonly text: string;
  /** Where every {@link STEP}th line starts, as far as somebody asked: a text may have very many lines. */
  private readonly marks = [0];
  private allMarks = false;
  private last: Line = { index: 0, start: 0, end: 0 };
  private readonly lineBreak: RegExp | '\n';

  constructor(
    text: string,
    readonly source: string,
  ) {
    this.text = text.startsWith('\uFEFF') ? text.slice(1) : text;
    // A pattern takes twenty times as long.
    this.lineBreak = this.text.includes('\r') ? /\r\n|\n|\r/g : '\n';
  }

  /** Line and column of an offset, from 1; columns in UTF-16 code units. */
  positionAt(offset: number): { source: string; line: number; column: number } {
    if (offset < this.last.start || offset >= this.last.end) this.last = this.lineAt(offset);
    const { index, start } = this.last;
    return { source: this.source, line: index + 1, column: offset - start + 1 };
  }

  private lineAt(offset: number): Line {
    this.markUpTo(offset);
    let [low, high] = [0, this.marks.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.marks[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    let line: Line = { index: low * STEP, start: this.marks[low] ?? 0, end: this.endOfLine(this.marks[low] ?? 0) };
    while (line.end <= offset) line = { index: line.index + 1, start: line.end, end: this.endOfLine(line.end) };
    return line;
  }

  private markUpTo(offset: number): void {
    for (let start = this.marks.at(-1) ?? 0; start <= offset && !this.allMarks;) {
      for (let line = 0; line < STEP; line++) start = this.endOfLine(start);
      if (start === Infinity) this.allMarks = true;
      else this.marks.push(start);
    }
  }

  /** Where the next line starts; Infinity for the last line. */
  private endOfLine(start: number): number {
    const { text, lineBreak } = this;
    if (start === Infinity) return Infinity;
    if (lineBreak === '\n') {
      const found = text.indexOf('\n', start);
      return found < 0 ? Infinity : found + 1;
    }
    lineBreak.lastIndex = start;
    return lineBreak.test(text) ? lineBreak.lastIndex : Infinity;
  }
}

/** A line from 0, from where it starts up to where the next one does. */
interface Line {
  readonly index: number;
  readonly start: number;
  readonly end: number;
}

/** So many lines lie between two marks. */
const STEP = 64;
