import type { Marks } from './marks';
import { noteNumberLiteral } from './number-literals';
import { MAX_DEPTH, SyntaxProblem } from './syntax-problem';

/** The values of a text that holds JSON values one after the other. See `readYaml` for `positions`. */
export function readJson(text: string, positions?: Marks<number>): unknown[] {
  return new JsonReader(text, positions).values();
}

/** Where the text of a value, or of what separates values, ends. */
const BLANK = /[ \t\r\n]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
/** One half of a pair of surrogates, of which Go makes the replacement character. */
const HALF_CHARACTER = /\p{Surrogate}/gu;
const WORD = /true|false|null/y;
const WORDS: Readonly<Record<string, unknown>> = { true: true, false: false, null: null };

/**
 * Reads JSON strictly. `JSON.parse` says neither where a field stands, nor that a key is given twice, nor how a number
 * was written, all of which the API server sees.
 */
class JsonReader {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly text: string,
    private readonly positions: Marks<number> | undefined,
  ) {}

  values(): unknown[] {
    const values: unknown[] = [];
    for (this.blank(); this.at < this.text.length; this.blank()) values.push(this.value(undefined, ''));
    return values;
  }

  /** A value; `holder` and `key` are where it will stand. */
  private value(holder: object | undefined, key: number | string): unknown {
    switch (this.text[this.at]) {
      case '{':
        return this.nested(() => this.object());
      case '[':
        return this.nested(() => this.array());
      case '"':
        return this.string();
      case undefined:
      default: {
        const word = this.match(WORD);
        if (word !== undefined) return WORDS[word];
        const number = this.match(NUMBER);
        if (number === undefined) throw this.unexpected('a value');
        if (holder !== undefined) noteNumberLiteral(holder, key, number);
        return Number(number) || 0;
      }
    }
  }

  private object(): unknown {
    const object: Record<string, unknown> = {};
    for (let more = this.opens('}'); more; more = this.goesOn('}')) {
      const offset = this.at;
      if (this.text[offset] !== '"') throw this.unexpected('a key in double quotes');
      const key = this.string();
      if (Object.hasOwn(object, key)) {
        throw new SyntaxProblem(offset, `the key '${key}' is given twice in one object; leave only one of the two`);
      }
      this.blank();
      if (this.text[this.at] !== ':') throw this.unexpected("':'");
      this.at++;
      this.blank();
      const value = this.value(object, key);
      if (key !== '__proto__') object[key] = value;
      else Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
      this.positions?.set(object, key, offset);
    }
    return object;
  }

  private array(): unknown {
    const array: unknown[] = [];
    for (let more = this.opens(']'); more; more = this.goesOn(']')) {
      this.positions?.set(array, array.length, this.at);
      array.push(this.value(array, array.length));
    }
    return array;
  }

  private nested(read: () => unknown): unknown {
    if (++this.depth > MAX_DEPTH) throw new SyntaxProblem(this.at, `values lie more than ${MAX_DEPTH} levels deep`);
    const value = read();
    this.depth--;
    return value;
  }

  /** Steps over the opening bracket; whether something comes before the closing one. */
  private opens(close: string): boolean {
    this.at++;
    this.blank();
    if (this.text[this.at] !== close) return true;
    this.at++;
    return false;
  }

  /** Steps over a comma or the closing bracket; whether it was a comma. */
  private goesOn(close: string): boolean {
    this.blank();
    const character = this.text[this.at];
    if (character !== ',' && character !== close) throw this.unexpected(`',' or '${close}'`);
    this.at++;
    this.blank();
    return character === ',';
  }

  private string(): string {
    const start = this.at++;
    let plain = true;
    for (this.match(PLAIN); this.text[this.at] !== '"'; this.match(PLAIN)) {
      plain = false;
      if (this.match(ESCAPE) !== undefined) continue;
      throw new SyntaxProblem(start, 'this JSON string does not end, or has a line break or an unknown escape in it');
    }
    this.at++;
    if (plain) return this.text.slice(start + 1, this.at - 1);
    return (JSON.parse(this.text.slice(start, this.at)) as string).replace(HALF_CHARACTER, '\uFFFD');
  }

  private blank(): void {
    this.match(BLANK);
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    if (!pattern.test(this.text)) return undefined;
    const matched = this.text.slice(this.at, pattern.lastIndex);
    this.at = pattern.lastIndex;
    return matched;
  }

  private unexpected(wanted: string): SyntaxProblem {
    const found = this.at < this.text.length ? `'${this.text.charAt(this.at)}'` : 'the end of the text';
    return new SyntaxProblem(this.at, `found ${found} where JSON has ${wanted}`);
  }
}
