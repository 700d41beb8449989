/** A text and where it comes from. */
export class SourceText {
  /** The text without its byte order mark. */
  readonly text: string;
  private lineStarts: readonly number[] | undefined;

  constructor(
    text: string,
    readonly source: string,
  ) {
    this.text = text.startsWith('\uFEFF') ? text.slice(1) : text;
  }

  /** Line and column of an offset, from 1; columns in UTF-16 code units. */
  positionAt(offset: number): { source: string; line: number; column: number } {
    this.lineStarts ??= lineStartsOf(this.text);
    let [low, high] = [0, this.lineStarts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { source: this.source, line: low + 1, column: offset - (this.lineStarts[low] ?? 0) + 1 };
  }
}

/** By line feeds alone where nothing else ends lines: a pattern takes twenty times as long. */
function lineStartsOf(text: string): number[] {
  const starts = [0];
  if (text.includes('\r')) {
    for (const { index, 0: lineBreak } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + lineBreak.length);
  } else {
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  }
  return starts;
}
