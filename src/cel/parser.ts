import type { Entry, Expression, Item } from './syntax';
import { CelSyntaxError } from './syntax';
import type { Token } from './tokens';
import { tokensOf } from './tokens';

/** So deep may expressions be nested, as in cel-go. */
const MAX_DEPTH = 250;
/** So many operands may stand in a row; each of them is one more step down the tree. */
const MAX_OPERANDS = 1_000;

/** Reads an expression of CEL. @throws CelSyntaxError */
export function parse(source: string): Expression {
  return new Parser(tokensOf(source)).all();
}

/** The operators with two operands, those that bind least first. */
const LEVELS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['<', '<=', '>=', '>', '==', '!=', 'in'],
  ['+', '-'],
  ['*', '/', '%'],
];

class Parser {
  private at = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  all(): Expression {
    const expression = this.expression();
    if (this.at < this.tokens.length) throw this.unexpected();
    return expression;
  }

  private expression(): Expression {
    if (++this.depth > MAX_DEPTH) throw new CelSyntaxError(`the expression is nested deeper than ${MAX_DEPTH} levels`);
    const condition = this.binary(0);
    let result = condition;
    if (this.take('?')) {
      const then = this.binary(0);
      this.expect(':');
      result = { kind: 'operator', operator: '?:', operands: [condition, then, this.expression()] };
    }
    this.depth--;
    return result;
  }

  private binary(level: number): Expression {
    const operators = LEVELS[level];
    if (operators === undefined) return this.unary();
    let left = this.binary(level + 1);
    for (let count = 1; ; count++) {
      if (count > MAX_OPERANDS) throw new CelSyntaxError(`more than ${MAX_OPERANDS} operands stand in a row`);
      const operator = operators.find((each) => this.take(each));
      if (operator === undefined) return left;
      left = { kind: 'operator', operator, operands: [left, this.binary(level + 1)] };
    }
  }

  private unary(): Expression {
    const operator = ['!', '-'].find((each) => this.is(each));
    if (operator === undefined) return this.member();
    let count = 0;
    while (this.take(operator)) count++;
    const next = this.tokens[this.at];
    // -9223372036854775808 is a literal of its own: without the sign it is too large.
    if (operator === '-' && next?.type === 'value' && ['bigint', 'number'].includes(typeof next.value)) {
      this.at++;
      const value = -(next.value as number);
      const operand = this.suffixes({ kind: 'literal', value });
      return (count - 1) % 2 === 0 ? operand : { kind: 'operator', operator, operands: [operand] };
    }
    const operand = this.member();
    return count % 2 === 0 ? operand : { kind: 'operator', operator, operands: [operand] };
  }

  private member(): Expression {
    return this.suffixes(this.primary());
  }

  private suffixes(start: Expression): Expression {
    let of = start;
    for (let count = 1; ; count++) {
      if (count > MAX_OPERANDS) throw new CelSyntaxError(`more than ${MAX_OPERANDS} members stand in a row`);
      if (this.take('.')) {
        const optional = this.take('?');
        const field = this.name();
        const isCall = !optional && this.take('(');
        of = isCall
          ? { kind: 'call', name: field, target: of, args: this.list(')') }
          : { kind: 'select', of, field, optional };
      } else if (this.take('[')) {
        const optional = this.take('?');
        of = { kind: 'index', of, key: this.expression(), optional };
        this.expect(']');
      } else {
        return of;
      }
    }
  }

  private primary(): Expression {
    const token = this.tokens[this.at++];
    if (token?.type === 'value') return { kind: 'literal', value: token.value };
    if (token?.type === 'name') return this.named(token.text);
    if (token?.type === 'symbol') {
      if (token.text === '.') return this.named(this.name());
      if (token.text === '(') {
        const inner = this.expression();
        this.expect(')');
        return inner;
      }
      if (token.text === '[') return { kind: 'list', items: this.items() };
      if (token.text === '{') return { kind: 'map', entries: this.entries() };
    }
    this.at--;
    throw this.unexpected();
  }

  private named(name: string): Expression {
    if (name === 'true' || name === 'false') return { kind: 'literal', value: name === 'true' };
    if (name === 'null') return { kind: 'literal', value: null };
    return this.take('(') ? { kind: 'call', name, args: this.list(')') } : { kind: 'identifier', name };
  }

  private list(end: string): readonly Expression[] {
    const list: Expression[] = [];
    while (!this.take(end)) {
      if (list.length > 0) this.expect(',');
      list.push(this.expression());
    }
    return list;
  }

  private items(): readonly Item[] {
    const items: Item[] = [];
    while (!this.take(']')) {
      if (items.length > 0) this.expect(',');
      // A comma may end the list.
      if (this.take(']')) return items;
      const optional = this.take('?');
      items.push({ value: this.expression(), optional });
    }
    return items;
  }

  private entries(): readonly Entry[] {
    const entries: Entry[] = [];
    while (!this.take('}')) {
      if (entries.length > 0) this.expect(',');
      if (this.take('}')) return entries;
      const optional = this.take('?');
      const key = this.expression();
      this.expect(':');
      entries.push({ key, value: this.expression(), optional });
    }
    return entries;
  }

  private name(): string {
    const token = this.tokens[this.at];
    if (token?.type !== 'name' && token?.type !== 'quoted') throw this.unexpected();
    this.at++;
    return token.text;
  }

  private is(text: string): boolean {
    const token = this.tokens[this.at];
    const isWord = token?.type === 'symbol' || (token?.type === 'name' && text === 'in');
    return isWord && token.text === text;
  }

  private take(text: string): boolean {
    if (!this.is(text)) return false;
    this.at++;
    return true;
  }

  private expect(text: string): void {
    if (!this.take(text)) throw this.unexpected(text);
  }

  private unexpected(wanted?: string): CelSyntaxError {
    const token = this.tokens[this.at];
    const found = token === undefined ? 'the end' : token.type === 'value' ? 'a literal' : JSON.stringify(token.text);
    return new CelSyntaxError(wanted === undefined ? `unexpected ${found}` : `expected ${wanted}, found ${found}`);
  }
}
