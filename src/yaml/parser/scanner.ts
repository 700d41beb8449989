import { charactersOf, isBlankOrEnd, isBreak, SPACE, TAB, WORD } from './characters';
import { scanBlock } from './scan-block';
import { scanPlain } from './scan-plain';
import { scanQuoted } from './scan-quoted';
import { scanDirective, scanTag } from './scan-tag';
import { SimpleKeys } from './simple-keys';
import { TextCursor } from './text-cursor';
import type { Token } from './token';

/** Where a plain scalar cannot begin, unless something other than a blank follows. */
const INDICATOR = charactersOf(/[-?:,[\]{}#&*!|>'"%@`]/);
const AFTER_ANCHOR = charactersOf(/[?:,\]}%@`]/);

const FLOW_TOKENS: Readonly<Record<string, Token['type']>> = {
  '[': 'flow-sequence',
  ']': 'flow-sequence-end',
  '{': 'flow-mapping',
  '}': 'flow-mapping-end',
};

/**
 * Cuts YAML into tokens, as libyaml does it, and the reader of Kubernetes with it: a stream of YAML 1.1, with the
 * liberties and the limits of that library.
 */
export class Scanner {
  private readonly cursor: TextCursor;
  private readonly keys: SimpleKeys;
  /** Tokens that nobody has taken yet, from `head` on. */
  private queue: Token[] = [];
  private head = 0;
  private taken = 0;
  private indent = -1;
  private readonly indents: number[] = [];
  private flowLevel = 0;
  private keyAllowed = true;

  constructor(readonly text: string) {
    this.cursor = new TextCursor(text);
    this.keys = new SimpleKeys(this.cursor);
  }

  peek(): Token {
    // What may begin a key becomes clear only at its colon, before which the tokens of a key and a mapping belong.
    while (this.head === this.queue.length || this.keys.mayBegin(this.taken)) this.fetch();
    return this.queue[this.head] as Token;
  }

  take(): Token {
    const token = this.peek();
    this.head++;
    this.taken++;
    if (this.head === this.queue.length) {
      this.queue = [];
      this.head = 0;
    }
    return token;
  }

  /** Number of the token that is fetched next. */
  private get number(): number {
    return this.taken + this.queue.length - this.head;
  }

  private fetch(): void {
    const { cursor } = this;
    this.skipToToken();
    this.unroll(cursor.column);
    if (cursor.at >= cursor.text.length) return this.streamEnd();
    const { character } = cursor;
    if (cursor.column === 0 && character === '%') return this.directive();
    if (cursor.atMarker('---')) return this.documentMarker('document-start');
    if (cursor.atMarker('...')) return this.documentMarker('document-end');
    switch (character) {
      case '[':
      case '{':
        return this.flowStart(character);
      case ']':
      case '}':
        return this.flowEnd(character);
      case ',':
        return this.flowEntry();
      case '*':
        return this.anchor('alias');
      case '&':
        return this.anchor('anchor');
      case '!':
        this.mayBeginKey();
        return this.add(scanTag(cursor));
      case "'":
      case '"':
        this.mayBeginKey();
        return this.add({ type: 'scalar', start: cursor.at, value: scanQuoted(cursor) });
      default:
        return this.fetchOther(character);
    }
  }

  private fetchOther(character: string): void {
    const { cursor } = this;
    const standsAlone = isBlankOrEnd(cursor.code(1));
    if (character === '-' && standsAlone) return this.blockEntry();
    if (character === '?' && (this.flowLevel > 0 || standsAlone)) return this.explicitKey();
    if (character === ':' && (this.flowLevel > 0 || standsAlone)) return this.colon();
    if ((character === '|' || character === '>') && this.flowLevel === 0) return this.blockScalar();
    const code = cursor.code();
    const plain =
      !isBlankOrEnd(code) &&
      (INDICATOR[code] !== 1 ||
        character === '-' ||
        (this.flowLevel === 0 && (character === '?' || character === ':')));
    if (plain) return this.plainScalar();
    throw cursor.problem(
      code === TAB
        ? 'a tab cannot stand here; use spaces'
        : `nothing begins with '${character}'; put quotes around text`,
    );
  }

  private skipToToken(): void {
    const { cursor } = this;
    for (;;) {
      const tabs = this.flowLevel > 0 || !this.keyAllowed;
      while (cursor.code() === SPACE || (tabs && cursor.code() === TAB)) cursor.skip();
      cursor.skipComment();
      if (!isBreak(cursor.code())) return;
      cursor.readBreak();
      if (this.flowLevel === 0) this.keyAllowed = true;
    }
  }

  private streamEnd(): void {
    this.cursor.leaveLastLine();
    this.reset();
    this.add({ type: 'stream-end', start: this.cursor.at });
  }

  private directive(): void {
    this.reset();
    this.add(scanDirective(this.cursor));
  }

  private documentMarker(type: Token['type']): void {
    this.reset();
    this.add({ type, start: this.cursor.at });
    this.cursor.skip(3);
  }

  /** Nothing goes on beyond this. */
  private reset(): void {
    this.unroll(-1);
    this.keys.remove();
    this.keyAllowed = false;
  }

  private flowStart(character: string): void {
    this.saveKey();
    this.keys.open(this.number);
    this.flowLevel++;
    this.keyAllowed = true;
    this.addCharacter(FLOW_TOKENS[character] as Token['type']);
  }

  private flowEnd(character: string): void {
    this.keys.remove();
    this.keys.close();
    this.flowLevel = Math.max(this.flowLevel - 1, 0);
    this.keyAllowed = false;
    this.addCharacter(FLOW_TOKENS[character] as Token['type']);
  }

  private flowEntry(): void {
    this.keys.remove();
    this.keyAllowed = true;
    this.addCharacter('flow-entry');
  }

  private blockEntry(): void {
    if (this.flowLevel === 0) this.beginBlock('block-sequence', "an item of a list, '- ', cannot stand here");
    this.keys.remove();
    this.keyAllowed = true;
    this.addCharacter('block-entry');
  }

  private explicitKey(): void {
    if (this.flowLevel === 0) this.beginBlock('block-mapping', "a key, '? ', cannot stand here");
    this.keys.remove();
    this.keyAllowed = this.flowLevel === 0;
    this.addCharacter('key');
  }

  private colon(): void {
    const key = this.keys.take();
    if (key === undefined) {
      if (this.flowLevel === 0) {
        this.beginBlock('block-mapping', 'a colon cannot stand here; if this is text, put quotes around it');
      }
      this.keyAllowed = this.flowLevel === 0;
    } else {
      this.insert({ type: 'key', start: key.at }, key.token);
      this.roll(key.column, { type: 'block-mapping', start: key.at }, key.token);
      this.keyAllowed = false;
    }
    this.addCharacter('value');
  }

  private anchor(type: 'alias' | 'anchor'): void {
    this.mayBeginKey();
    const { cursor } = this;
    const start = cursor.at;
    cursor.skip();
    const value = cursor.readWhile(WORD);
    const code = cursor.code();
    if (value === '' || !(isBlankOrEnd(code) || AFTER_ANCHOR[code] === 1)) {
      const [name = ''] = /^[^\s,[\]{}]*/.exec(cursor.text.slice(start + 1, start + 60)) ?? [];
      throw cursor.problem(`'${name}' cannot be the name of an anchor; if this is text, put quotes around it`, start);
    }
    this.add({ type, start, value });
  }

  private blockScalar(): void {
    this.keys.remove();
    this.keyAllowed = true;
    this.add({ type: 'scalar', start: this.cursor.at, value: scanBlock(this.cursor, this.indent) });
  }

  private plainScalar(): void {
    this.mayBeginKey();
    const start = this.cursor.at;
    const { value, wrapped } = scanPlain(this.cursor, this.indent + 1, this.flowLevel > 0);
    if (wrapped) this.keyAllowed = true;
    this.add({ type: 'scalar', start, value, plain: true });
  }

  private mayBeginKey(): void {
    this.saveKey();
    this.keyAllowed = false;
  }

  private saveKey(): void {
    const required = this.flowLevel === 0 && this.indent === this.cursor.column;
    if (this.keyAllowed) this.keys.save(this.number, required);
  }

  private beginBlock(type: 'block-mapping' | 'block-sequence', otherwise: string): void {
    const { cursor } = this;
    if (!this.keyAllowed) throw cursor.problem(otherwise);
    this.roll(cursor.column, { type, start: cursor.at });
  }

  /** A block collection begins where something is indented more than before. */
  private roll(column: number, token: Token, number?: number): void {
    if (this.flowLevel > 0 || this.indent >= column) return;
    this.indents.push(this.indent);
    this.indent = column;
    this.insert(token, number);
  }

  private unroll(column: number): void {
    if (this.flowLevel > 0) return;
    while (this.indent > column) {
      this.add({ type: 'block-end', start: this.cursor.at });
      this.indent = this.indents.pop() ?? -1;
    }
  }

  private addCharacter(type: Token['type']): void {
    this.add({ type, start: this.cursor.at });
    this.cursor.skip();
  }

  private add(token: Token): void {
    this.queue.push(token);
  }

  /** Adds a token before the one of that number, if that is still to be taken. */
  private insert(token: Token, number = -1): void {
    const position = number < this.taken ? this.queue.length : this.head + number - this.taken;
    this.queue.splice(position, 0, token);
  }
}
