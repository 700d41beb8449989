import type { TextCursor } from './text-cursor';

/** A token that turns out to begin a key if a colon follows on its line. */
interface SimpleKey {
  readonly possible: boolean;
  /** It can be nothing else, for it begins a line of a block mapping. */
  readonly required: boolean;
  readonly token: number;
  readonly at: number;
  readonly line: number;
  readonly column: number;
}

/** A key, its quotes included, is at most that long, in characters. */
const MAX_LENGTH = 1024;

/** The possible keys, one for each flow collection that is open, and one for the block around them. */
export class SimpleKeys {
  private readonly levels: SimpleKey[] = [];
  private readonly byToken = new Map<number, number>();

  constructor(private readonly cursor: TextCursor) {
    this.open(0);
  }

  /** A flow collection begins with a token. */
  open(token: number): void {
    const { at, line, column } = this.cursor;
    this.levels.push({ possible: false, required: false, token, at, line, column });
  }

  /** A flow collection ends. */
  close(): void {
    if (this.levels.length === 1) return;
    const closed = this.levels.pop();
    if (closed !== undefined) this.byToken.delete(closed.token);
  }

  /** The token that comes next may begin a key. */
  save(token: number, required: boolean): void {
    this.remove();
    const { at, line, column } = this.cursor;
    this.levels[this.levels.length - 1] = { possible: true, required, token, at, line, column };
    this.byToken.set(token, this.levels.length - 1);
  }

  /** No key can have begun before what comes next. */
  remove(): void {
    const last = this.levels.length - 1;
    const key = this.levels[last] as SimpleKey;
    if (!key.possible) return;
    if (key.required) throw this.colonMissing(key);
    this.levels[last] = { ...key, possible: false };
    this.byToken.delete(key.token);
  }

  /** Whether a token can still turn out to begin a key. */
  mayBegin(token: number): boolean {
    const level = this.byToken.get(token);
    return level !== undefined && this.isValid(level);
  }

  /** The key that a colon ends here; undefined if there is none. */
  take(): SimpleKey | undefined {
    const last = this.levels.length - 1;
    if (!this.isValid(last)) return undefined;
    const key = this.levels[last] as SimpleKey;
    this.levels[last] = { ...key, possible: false };
    this.byToken.delete(key.token);
    return key;
  }

  /** Keys end on the line that they begin on. */
  private isValid(level: number): boolean {
    const key = this.levels[level] as SimpleKey;
    if (!key.possible) return false;
    if (key.line === this.cursor.line && !this.isTooLong(key)) return true;
    if (key.required) throw this.colonMissing(key);
    this.levels[level] = { ...key, possible: false };
    return false;
  }

  private isTooLong({ at }: SimpleKey): boolean {
    const { text, at: end } = this.cursor;
    return end - at > MAX_LENGTH && (end - at > 2 * MAX_LENGTH || [...text.slice(at, end)].length > MAX_LENGTH);
  }

  private colonMissing({ at }: SimpleKey): Error {
    return this.cursor.problem("a key without its ':'", at);
  }
}
