import { SyntaxProblem } from '../syntax-problem';
import { breakText, CARRIAGE_RETURN, isBlankOrEnd, isBreak, isBreakOrEnd, isBlank, LINE_FEED } from './characters';

/** A place in a text that knows its line and column. */
export class TextCursor {
  /** Offset of the next character. */
  at = 0;
  line = 0;
  column = 0;

  constructor(readonly text: string) {}

  /** The code of the character so many places ahead. */
  code(ahead = 0): number {
    return this.text.charCodeAt(this.at + ahead);
  }

  get character(): string {
    return this.text.charAt(this.at);
  }

  /** Steps over characters of this line. */
  skip(count = 1): void {
    this.at += count;
    this.column += count;
  }

  skipBlanks(): void {
    while (isBlank(this.code())) this.skip();
  }

  /** Steps over a comment, if there is one. */
  skipComment(): void {
    if (this.character !== '#') return;
    while (!isBreakOrEnd(this.code())) this.skip();
  }

  /** Steps over a line break and says what it is in a scalar; '' if there is none. */
  readBreak(): string {
    const code = this.code();
    if (!isBreak(code)) return '';
    this.at += code === CARRIAGE_RETURN && this.code(1) === LINE_FEED ? 2 : 1;
    this.line++;
    this.column = 0;
    return breakText(code);
  }

  /** At the end of the text: what comes now is on no line of it. */
  leaveLastLine(): void {
    if (this.column === 0) return;
    this.line++;
    this.column = 0;
  }

  /** Steps over as many characters as are in the table, and gives them. */
  readWhile(table: Uint8Array): string {
    const start = this.at;
    while (table[this.code()] === 1) this.skip();
    return this.text.slice(start, this.at);
  }

  /** Whether a line begins here with `---` or `...` alone. */
  atDocumentMarker(): boolean {
    return this.column === 0 && (this.atMarker('---') || this.atMarker('...'));
  }

  atMarker(marker: '---' | '...'): boolean {
    return this.column === 0 && this.text.startsWith(marker, this.at) && isBlankOrEnd(this.code(3));
  }

  problem(reason: string, offset = this.at): SyntaxProblem {
    return new SyntaxProblem(offset, reason);
  }
}
