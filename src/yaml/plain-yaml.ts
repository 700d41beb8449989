import type { Marks } from './marks';
import type { RepeatedBlocks } from './repeated-blocks';
import { keyText, resolvePlain } from './yaml-scalar';

/**
 * The object of a YAML document that keeps to what nearly all manifests consist of: block mappings and sequences, and
 * scalars on one line, plain or quoted without escapes, all in ASCII. Undefined for every other document, also for
 * those with mistakes: `readYaml` reads all of them, and makes the same of these, several times slower.
 *
 * @param start where in the text the document begins, `end` where it ends
 * @param positions receives where each field and item stands, counted from `start`
 * @param blocks remembers, from one document to the next, what may come again; only without `positions`
 */
export function readPlainYaml(
  text: string,
  start: number,
  end: number,
  { positions, blocks }: { readonly positions?: Marks<number>; readonly blocks?: RepeatedBlocks } = {},
): Record<string, unknown> | undefined {
  return new PlainYamlReader(text, start, end, positions, blocks).document();
}

const [NEWLINE, RETURN, SPACE, QUOTE, HASH, APOSTROPHE, DASH, COLON, BACKSLASH] = [...'\n\r "#\'-:\\'].map((c) =>
  c.charCodeAt(0),
);

const IN_KEY = charactersOf(/[\w./-]/);
const STARTS_KEY = charactersOf(/[\w./]/);
const STARTS_PLAIN = charactersOf(/[\w./~+$^();<=-]/);
const PRINTABLE = charactersOf(/[ -~]/);

/** A table by character code, faster than a pattern; nothing beyond ASCII is in it. */
function charactersOf(pattern: RegExp): Uint8Array {
  return Uint8Array.from({ length: 128 }, (_, code) => (pattern.test(String.fromCharCode(code)) ? 1 : 0));
}

/** Deeper collections, and longer keys, are left to the reader that knows the limits. */
const MAX_DEPTH = 64;
const MAX_KEY_LENGTH = 1000;

/** Short texts that were read before, each where its length and its ends say. */
const RECENT = Array.from({ length: 509 }, () => '');
/** Longer ones are views of the whole text for V8, which would stay in memory with them. */
const MAX_RECENT_LENGTH = 12;

/** Instead of a value: nothing for this reader. */
const OTHER = Symbol('other');

class PlainYamlReader {
  private at = 0;
  /** Column of what stands at `at`, where that is the first of its line or of a sequence's item; -1 at the end. */
  private column = -1;
  private depth = 0;
  /** Where the content of the last item of a sequence began. */
  private itemStart = 0;

  constructor(
    private readonly text: string,
    private readonly start: number,
    private readonly end: number,
    private readonly positions: Marks<number> | undefined,
    private readonly blocks: RepeatedBlocks | undefined,
  ) {}

  document(): Record<string, unknown> | undefined {
    const { start } = this;
    this.at = this.text.startsWith('---', start) ? start + 3 : start;
    const starts = this.at === start ? this.nextLine() : this.endOfLine();
    if (!starts || this.column !== 0) return undefined;
    const value = this.mapping(0);
    return value === OTHER || this.at < this.end ? undefined : value;
  }

  /** The mapping whose keys stand in a column; the next thing in the text is the first of them. */
  private mapping(column: number): Record<string, unknown> | typeof OTHER {
    if (++this.depth > MAX_DEPTH) return OTHER;
    const mapping: Record<string, unknown> = {};
    while (this.column === column) {
      const { at } = this;
      const key = this.key();
      if (key === undefined || key === '__proto__' || Object.hasOwn(mapping, key)) return OTHER;
      const value = this.value(column, true);
      if (value === OTHER) return OTHER;
      mapping[key] = value;
      this.positions?.set(mapping, key, at - this.start);
    }
    this.depth--;
    return this.column < column ? mapping : OTHER;
  }

  /** The sequence whose dashes stand in a column. */
  private sequence(column: number): unknown {
    if (++this.depth > MAX_DEPTH) return OTHER;
    const first = this.item(column);
    // Made with its item, a list takes an eighth of the memory that it takes when pushed to: most lists have only one.
    const sequence = [first];
    if (first === OTHER) return OTHER;
    this.noteItem(sequence);
    while (this.column === column && this.atDash()) {
      const item = this.item(column);
      if (item === OTHER) return OTHER;
      sequence.push(item);
      this.noteItem(sequence);
    }
    this.depth--;
    return sequence;
  }

  private item(column: number): unknown {
    const dash = this.at++;
    const content = this.skipSpaces();
    // The place of what stands on the lines below is left to the other reader.
    if (this.positions !== undefined && this.endsLine(content)) return OTHER;
    let item: unknown;
    if (this.keyEnd(content) < 0) {
      item = this.value(column, false);
    } else {
      this.at = content;
      this.column = column + content - dash;
      item = this.mapping(this.column);
    }
    this.itemStart = content;
    return item;
  }

  private noteItem(sequence: readonly unknown[]): void {
    this.positions?.set(sequence, sequence.length - 1, this.itemStart - this.start);
  }

  /** What stands behind a colon or a dash, or on the lines below. */
  private value(column: number, inMapping: boolean): unknown {
    const start = this.skipSpaces();
    if (this.endsLine(start)) return this.endOfLine() ? this.below(column, inMapping) : OTHER;
    const first = this.text.charCodeAt(start);
    this.at = start;
    const value = first === QUOTE || first === APOSTROPHE ? this.quoted(first) : this.plain(first);
    // Lines that are indented more than the collection go on with the scalar.
    return value === OTHER || !this.endOfLine() || this.column > column ? OTHER : value;
  }

  /** The collection on the lines below a colon or a dash; the dashes of a sequence need no indentation below a key. */
  private below(column: number, inMapping: boolean): unknown {
    const dashed = this.atDash();
    const isBelow = this.column > column || (inMapping && this.column === column && dashed);
    if (!isBelow) return null;
    return this.blocks === undefined ? this.block(dashed) : this.repeatedBlock(dashed, this.blocks);
  }

  private block(dashed: boolean): unknown {
    return dashed ? this.sequence(this.column) : this.mapping(this.column);
  }

  private repeatedBlock(dashed: boolean, blocks: RepeatedBlocks): unknown {
    const { text, at, end, column } = this;
    const known = blocks.find(text, at, end, column);
    if (known !== undefined) {
      this.at = at + known.text.length;
      this.column = known.next;
      return known.value;
    }
    const value = this.block(dashed);
    const { column: next } = this;
    // What comes next further in is a mistake, which an outer collection finds.
    if (value !== OTHER && next <= column) {
      const goesOn = dashed && next === column;
      blocks.note(text, at, { text: text.slice(at, this.at), value, column, next, goesOn });
    }
    return value;
  }

  private key(): string | undefined {
    const start = this.at;
    const end = this.keyEnd(start);
    if (end < 0 || end - start > MAX_KEY_LENGTH) return undefined;
    this.at = end + 1;
    const text = this.textOf(start, end);
    return keyText(resolvePlain(text), text);
  }

  /** Where the colon of a key is that begins at an offset; -1 if none does. */
  private keyEnd(start: number): number {
    const { text } = this;
    if (STARTS_KEY[text.charCodeAt(start)] !== 1) return -1;
    let at = start + 1;
    while (IN_KEY[text.charCodeAt(at)] === 1) at++;
    return text.charCodeAt(at) === COLON && this.isBlank(at + 1) ? at : -1;
  }

  private quoted(quote: number): unknown {
    const { text, end } = this;
    const start = this.at + 1;
    let at = start;
    for (let code = text.charCodeAt(at); code !== quote; code = text.charCodeAt(++at)) {
      if (at >= end || PRINTABLE[code] !== 1 || (code === BACKSLASH && quote === QUOTE)) return OTHER;
    }
    this.at = at + 1;
    return text.slice(start, at);
  }

  private plain(first: number): unknown {
    const { text, at: start } = this;
    if (STARTS_PLAIN[first] !== 1 || (first === DASH && this.isBlank(start + 1))) return OTHER;
    let end = start;
    let at = start;
    for (let code = first; PRINTABLE[code] === 1; code = text.charCodeAt(++at)) {
      if (code === SPACE) continue;
      if (code === HASH && end !== at) break;
      if (code === COLON && this.isBlank(at + 1)) return OTHER;
      end = at + 1;
    }
    this.at = end;
    const value = resolvePlain(this.textOf(start, end));
    return typeof value === 'number' && !Number.isFinite(value) ? OTHER : value;
  }

  /**
   * A stretch of the text. Keys, kinds and namespaces come again and again: what was read last of its length and ends
   * need not be made anew.
   */
  private textOf(start: number, end: number): string {
    const { text } = this;
    const length = end - start;
    if (length > MAX_RECENT_LENGTH) return text.slice(start, end);
    const slot = (length * 37 + text.charCodeAt(start) * 5 + text.charCodeAt(end - 1)) % RECENT.length;
    const recent = RECENT[slot] as string;
    if (recent.length === length && text.startsWith(recent, start)) return recent;
    return (RECENT[slot] = text.slice(start, end));
  }

  private atDash(): boolean {
    return this.text.charCodeAt(this.at) === DASH && this.isBlank(this.at + 1);
  }

  private isBlank(at: number): boolean {
    const code = this.text.charCodeAt(at);
    return code === SPACE || code === NEWLINE || at >= this.end || this.isLineEnd(code, at);
  }

  /** Whether a line ends as Windows ends it; a carriage return by itself is left to the other reader. */
  private isLineEnd(code: number, at: number): boolean {
    return code === RETURN && this.text.charCodeAt(at + 1) === NEWLINE && at + 1 < this.end;
  }

  /** Whether there is nothing more on the line, or a comment. */
  private endsLine(at: number): boolean {
    const code = this.text.charCodeAt(at);
    return at >= this.end || code === NEWLINE || code === HASH || this.isLineEnd(code, at);
  }

  private skipSpaces(): number {
    let { at } = this;
    while (this.text.charCodeAt(at) === SPACE) at++;
    return at;
  }

  /** Steps to the next line that says something; false if there is more on this one than blanks and a comment. */
  private endOfLine(): boolean {
    return this.isBlank(this.at) && this.nextLine();
  }

  /** Steps over blanks, line ends and comments; false if there is a character that is nothing for this reader. */
  private nextLine(): boolean {
    const { text, end } = this;
    let { at } = this;
    let line = at;
    let newLine = at === 0;
    for (; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code === NEWLINE) {
        line = at + 1;
        newLine = true;
      } else if (code === HASH) {
        while (at + 1 < end && PRINTABLE[text.charCodeAt(at + 1)] === 1) at++;
      } else if (code !== SPACE && !this.isLineEnd(code, at)) {
        break;
      }
    }
    this.at = at;
    this.column = at < end ? at - line : -1;
    return newLine || at >= end;
  }
}
