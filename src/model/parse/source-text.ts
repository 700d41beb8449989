/** A text and where it comes from. */
export class SourceText {
  /** The text without its byte order mark. */
  readonly text: string;
  /** Where lines start, as far as somebody asked: a text may have very many. */
  private readonly lineStarts = [0];
  private allLines = false;
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
    this.findLinesUpTo(offset);
    let [low, high] = [0, this.lineStarts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { source: this.source, line: low + 1, column: offset - (this.lineStarts[low] ?? 0) + 1 };
  }

  private findLinesUpTo(offset: number): void {
    const { text, lineBreak, lineStarts } = this;
    for (let start = lineStarts.at(-1) ?? 0; start <= offset && !this.allLines;) {
      if (lineBreak === '\n') {
        start = text.indexOf('\n', start) + 1;
      } else {
        lineBreak.lastIndex = start;
        start = lineBreak.test(text) ? lineBreak.lastIndex : 0;
      }
      if (start === 0) this.allLines = true;
      else lineStarts.push(start);
    }
  }
}
