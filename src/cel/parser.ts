import type { Entry, Expression, Item } from './syntax';
import { CelSyntaxError } from './syntax';
import type { Token } from './tokens';
import { tokensOf } from './tokens';

/** So deep may expressions be nested, as in cel-go. */
const MAX_DEPTH = 250;
/** So high may the tree be; each operand in a row, and each member of a member, is one more step down. */
const MAX_HEIGHT = 1_000;

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
  private readonly heights = new Map<Expression, number>();

  constructor(private readonly tokens: readonly Token[]) {}

  all(): Expression {
    const expression = this.expression();
    if (this.at < this.tokens.length) throw this.unexpected();
    return expression;
  }

  /** What is made of parts, unless it becomes too high. */
  private of(expression: Expression, parts: readonly Expression[]): Expression {
    const height = parts.reduce((most, part) => Math.max(most, this.heights.get(part) ?? 0), 0) + 1;
    if (height > MAX_HEIGHT) throw new CelSyntaxError(`more than ${MAX_HEIGHT} operands or members stand in a row`);
    this.heights.set(expression, height);
    return expression;
  }

  private operator(operator: string, operands: readonly Expression[]): Expression {
    return this.of({ kind: 'operator', operator, operands }, operands);
  }

  private call(name: string, target: Expression | undefined): Expression {
    const args = this.list(')');
    return target === undefined
      ? this.of({ kind: 'call', name, args }, args)
      : this.of({ kind: 'call', name, target, args }, [target, ...args]);
  }

  private expression(): Expression {
    if (++this.depth > MAX_DEPTH) throw new CelSyntaxError(`the expression is nested deeper than ${MAX_DEPTH} levels`);
    const condition = this.binary(0);
    let result = condition;
    if (this.take('?')) {
      const then = this.binary(0);
      this.expect(':');
      result = this.operator('?:', [condition, then, this.expression()]);
    }
    this.depth--;
    return result;
  }

  private binary(level: number): Expression {
    const operators = LEVELS[level];
    if (operators === undefined) return this.unary();
    let left = this.binary(level + 1);
    for (;;) {
      const operator = operators.find((each) => this.take(each));
      if (operator === undefined) return left;
      left = this.operator(operator, [left, this.binary(level + 1)]);
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
      return (count - 1) % 2 === 0 ? operand : this.operator(operator, [operand]);
    }
    const operand = this.member();
    return count % 2 === 0 ? operand : this.operator(operator, [operand]);
  }

  private member(): Expression {
    return this.suffixes(this.primary());
  }

  private suffixes(start: Expression): Expression {
    let of = start;
    for (;;) {
      if (this.take('.')) {
        const optional = this.take('?');
        const field = this.name();
        const isCall = !optional && this.take('(');
        of = isCall ? this.call(field, of) : this.of({ kind: 'select', of, field, optional }, [of]);
      } else if (this.take('[')) {
        const optional = this.take('?');
        const key = this.expression();
        of = this.of({ kind: 'index', of, key, optional }, [of, key]);
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
      if (token.text === '[') return this.listOf(this.items());
      if (token.text === '{') return this.mapOf(this.entries());
    }
    this.at--;
    throw this.unexpected();
  }

  private named(name: string): Expression {
    if (name === 'true' || name === 'false') return { kind: 'literal', value: name === 'true' };
    if (name === 'null') return { kind: 'literal', value: null };
    return this.take('(') ? this.call(name, undefined) : { kind: 'identifier', name };
  }

  private listOf(items: readonly Item[]): Expression {
    const parts = items.map(({ value }) => value);
    return this.of({ kind: 'list', items }, parts);
  }

  private mapOf(entries: readonly Entry[]): Expression {
    const parts = entries.flatMap(({ key, value }) => [key, value]);
    return this.of({ kind: 'map', entries }, parts);
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
