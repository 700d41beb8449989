import { isObject } from '../terms/json';
import type { Marks } from './marks';
import { AliasBudget } from './parser/alias-budget';
import { CONTROL } from './parser/characters';
import type { Event } from './parser/event';
import { Parser } from './parser/parser';
import { MAX_DEPTH, SyntaxProblem } from './syntax-problem';
import type { ScalarValue } from './yaml-scalar';
import { keyText, resolvePlain, resolveTagged } from './yaml-scalar';

/** What becomes of a key that a map has already. */
export type RepeatedKeys = 'refused' | 'last';

/** The documents of a YAML text, as JSON. `positions`, if given, receives where each field and item stands. */
export function readYaml(text: string, positions?: Marks<number>, repeatedKeys: RepeatedKeys = 'refused'): unknown[] {
  const control = CONTROL.exec(text);
  if (control !== null) {
    const code = control[0].charCodeAt(0).toString(16).padStart(4, '0').toUpperCase();
    throw new SyntaxProblem(control.index, `the control character U+${code} cannot stand in YAML; remove it`);
  }
  return new YamlReader(text, positions, repeatedKeys).documents();
}

/** What an anchor stands for, and how much it takes to read it. */
interface Anchored {
  value: unknown;
  cost: number;
  /** Its end has not been read yet. */
  open: boolean;
}

/** Makes JSON of events, with the rules of go-yaml v2 (strict) and of `sigs.k8s.io/yaml`, which Kubernetes uses. */
class YamlReader {
  private readonly parser: Parser;
  private current: Event | undefined;
  private anchors = new Map<string, Anchored>();
  private budget = new AliasBudget();
  private depth = 0;

  constructor(
    text: string,
    private readonly positions: Marks<number> | undefined,
    private readonly repeatedKeys: RepeatedKeys,
  ) {
    this.parser = new Parser(text);
  }

  documents(): unknown[] {
    const documents: unknown[] = [];
    while (this.parser.nextDocument()) {
      this.anchors = new Map();
      this.budget = new AliasBudget();
      documents.push(this.value());
    }
    return documents;
  }

  private value(): unknown {
    const event = this.take();
    this.spend(event);
    switch (event.type) {
      case 'mapping':
        return this.collection(event, () => this.mapping());
      case 'sequence':
        return this.collection(event, () => this.sequence());
      case 'alias':
        return this.alias(event).value;
      case 'scalar':
      case 'end': {
        const value = this.scalar(event);
        if (typeof value === 'number' && !Number.isFinite(value)) {
          throw this.error(event.start, `${event.value} is a number that JSON does not have`);
        }
        return value;
      }
    }
  }

  private mapping(): unknown {
    const mapping: Record<string, unknown> = {};
    for (let event = this.peek(); event.type !== 'end'; event = this.peek()) {
      if (isMerge(event)) {
        this.take();
        this.merge(mapping, event.start);
        continue;
      }
      const key = this.key();
      const value = this.value();
      this.add(mapping, key, value, event.start);
      this.positions?.set(mapping, key, event.start);
    }
    return mapping;
  }

  private sequence(): unknown {
    const sequence: unknown[] = [];
    for (let event = this.peek(); event.type !== 'end'; event = this.peek()) {
      sequence.push(this.value());
      this.positions?.set(sequence, sequence.length - 1, event.start);
    }
    return sequence;
  }

  private key(): string {
    const event = this.take();
    this.spend(event);
    const { value, text } =
      event.type === 'alias' ? this.aliasedKey(event) : { value: this.scalar(event), text: event.value };
    const key = keyText(value, text);
    if (key !== undefined) return key;
    const what = value === null ? 'null' : text;
    throw this.error(event.start, `${what} cannot be the key of a map; put quotes around it`);
  }

  private aliasedKey(event: Event): { value: ScalarValue; text: string } {
    const { value } = this.alias(event);
    if (typeof value === 'object' && value !== null) throw this.noKey(event.start);
    return { value: value as ScalarValue, text: String(value) };
  }

  private noKey(offset: number): SyntaxProblem {
    return this.error(offset, 'a list or a map cannot be the key of a map');
  }

  private scalar(event: Event): ScalarValue {
    if (event.type !== 'scalar') throw this.noKey(event.start);
    const { value: text, tag, plain, anchor, start } = event;
    const value = tag === '' ? (plain ? resolvePlain(text) : text) : resolveTagged(text, tag);
    if (value === undefined) throw this.error(start, `'${text}' is no ${tag.replace(/^tag:yaml\.org,2002:/, '!!')}`);
    if (anchor !== '') this.anchors.set(anchor, { value, cost: 1, open: false });
    return value;
  }

  private collection({ anchor, start }: Event, read: () => unknown): unknown {
    if (++this.depth > MAX_DEPTH) throw this.error(start, `values lie more than ${MAX_DEPTH} levels deep`);
    const anchored: Anchored = { value: undefined, cost: this.budget.spent - 1, open: true };
    if (anchor !== '') this.anchors.set(anchor, anchored);
    const value = read();
    this.take();
    this.depth--;
    Object.assign(anchored, { value, cost: this.budget.spent - anchored.cost, open: false });
    return value;
  }

  /** What an alias stands for, as a copy, so that the result is a tree. */
  private alias({ anchor: name, start }: Event): { value: unknown } {
    const anchored = this.anchors.get(name);
    if (anchored === undefined) throw this.error(start, `there is no anchor '${name}' before this alias`);
    if (anchored.open) throw this.error(start, `the value of anchor '${name}' contains itself`);
    if (!this.budget.spendOnAlias(anchored.cost)) throw this.tooManyAliases(start);
    return { value: copyOf(anchored.value) };
  }

  private spend({ start }: Event): void {
    if (!this.budget.spend()) throw this.tooManyAliases(start);
  }

  private tooManyAliases(offset: number): SyntaxProblem {
    return this.error(offset, 'nearly all values of the document come from aliases; write out what they stand for');
  }

  /** The keys of another map, or of several, of which the first has the say. */
  private merge(mapping: Record<string, unknown>, offset: number): void {
    const event = this.peek();
    const isList = event.type === 'sequence';
    const sources = isList ? this.mergedList(event) : [this.value()];
    for (const source of sources.reverse()) {
      if (!isObject(source)) throw this.error(offset, "'<<' merges a map or a list of maps, nothing else");
      for (const [key, item] of Object.entries(source)) this.add(mapping, key, item, offset);
    }
  }

  private mergedList(event: Event): unknown[] {
    this.take();
    return this.collection(event, () => this.sequence()) as unknown[];
  }

  /** Strict as the API server: a key that a merge has brought in must not be given again either. */
  private add(mapping: Record<string, unknown>, key: string, value: unknown, offset: number): void {
    if (this.repeatedKeys === 'refused' && Object.hasOwn(mapping, key)) {
      throw this.error(offset, `the key '${key}' is given twice in one map; leave only one of the two`);
    }
    define(mapping, key, value);
  }

  private take(): Event {
    const event = this.peek();
    this.current = undefined;
    return event;
  }

  private peek(): Event {
    return (this.current ??= this.parser.next());
  }

  private error(offset: number, reason: string): SyntaxProblem {
    return new SyntaxProblem(offset, reason);
  }
}

/** The key `<<`, without quotes. */
function isMerge({ type, value, plain, tag }: Event): boolean {
  return type === 'scalar' && value === '<<' && (plain || tag === 'tag:yaml.org,2002:merge');
}

function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isObject(value)) return value;
  const copied: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) define(copied, key, copyOf(item));
  return copied;
}

/** Sets a field, also one called `__proto__`. */
function define(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    target[key] = value;
  }
}
