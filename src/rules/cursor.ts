import type { DiagnosticKind } from '../diagnostics/diagnostic';
import { childPath, keyPath } from '../terms/field-path';
import { goJson, goQuote } from '../terms/go-quote';

/** What a rule found at one field. */
export interface Finding {
  readonly kind: DiagnosticKind;
  readonly path: string;
  readonly value?: unknown;
  readonly detail: string;
  /** In place of the rule's own `why`, `fix` or severity, where this finding has better words. */
  readonly why?: string;
  readonly fix?: string;
  readonly severity?: 'error' | 'warning' | 'info';
}

/** Words of a finding that replace those of its rule. */
export type Words = Pick<Finding, 'why' | 'fix' | 'severity'>;

/**
 * A place in an object: its field path and the value there, which travel together so that they cannot disagree.
 * Going down into something that is not there gives a cursor on `undefined`. All who go the same way from a cursor get
 * the same cursor: dozens of rules look at the same few fields of an object.
 */
export class Cursor {
  private fields: Map<string, Cursor> | undefined;
  private list: readonly Cursor[] | undefined;

  /**
   * @param step the whole path, or the way from another place; a path is made of the ways only when somebody asks
   * @param from that other place
   * @param bracket whether the step is printed in brackets
   */
  constructor(
    readonly value: unknown,
    private readonly step: number | string = '',
    private readonly from?: Cursor,
    private readonly bracket = false,
  ) {}

  /** Field path as the API server prints it; '' at the top. */
  get path(): string {
    const { from, step, bracket } = this;
    if (from === undefined) return String(step);
    return bracket ? keyPath(from.path, step) : childPath(from.path, String(step));
  }

  /** The field of that name; with several names, the field of the field. */
  at(...fields: readonly string[]): Cursor {
    return fields.reduce<Cursor>((place, field) => place.field(field), this);
  }

  private field(name: string): Cursor {
    this.fields ??= new Map();
    let cursor = this.fields.get(name);
    if (cursor === undefined) this.fields.set(name, (cursor = new Cursor(fieldOf(this.value, name), name, this)));
    return cursor;
  }

  /** An item of a list, or an entry of a map: printed in brackets. */
  key(key: number | string): Cursor {
    const { value } = this;
    const item = Array.isArray(value) && typeof key === 'number' ? (value[key] as unknown) : fieldOf(value, key);
    return new Cursor(item, key, this, true);
  }

  /** The same value under another path, for places that the API server names inexactly. */
  under(path: string): Cursor {
    return new Cursor(this.value, path);
  }

  /** The items of a list; none if it is not a list. */
  items(): readonly Cursor[] {
    this.list ??= Array.isArray(this.value) ? this.value.map((_, index) => this.key(index)) : NONE;
    return this.list;
  }

  /** The entries of a map; none if it is not a map. */
  entries(): readonly (readonly [string, Cursor])[] {
    return isRecord(this.value) ? Object.keys(this.value).map((key) => [key, this.key(key)] as const) : [];
  }

  /** Whether something stands here. `null` is the same as nothing, as in the Kubernetes API. */
  get present(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  /** The string here, or '' if there is none. */
  get text(): string {
    return typeof this.value === 'string' ? this.value : '';
  }

  required(detail = '', words: Words = {}): Finding {
    return this.finding('Required', join('Required value', detail), words);
  }

  invalid(detail: string, words: Words = {}, value: unknown = this.value): Finding {
    return { ...this.finding('Invalid', join(`Invalid value: ${quote(value)}`, detail), words), value };
  }

  /** `supported` in the order in which the API server prints it, which is nearly always that of the alphabet. */
  notSupported(supported: readonly string[], words: Words = {}): Finding {
    const list = `supported values: ${supported.map(quote).join(', ')}`;
    return this.finding('NotSupported', join(`Unsupported value: ${quote(this.value)}`, list), words);
  }

  forbidden(detail: string, words: Words = {}): Finding {
    return this.finding('Forbidden', join('Forbidden', detail), words);
  }

  duplicate(words: Words = {}, value: unknown = this.value): Finding {
    return { ...this.finding('Duplicate', `Duplicate value: ${quote(value)}`, words), value };
  }

  tooLong(maxBytes: number, words: Words = {}): Finding {
    return this.finding('TooLong', `Too long: may not be more than ${maxBytes} bytes`, words);
  }

  tooMany(actual: number, max: number, words: Words = {}): Finding {
    return this.finding('TooMany', `Too many: ${actual}: must have at most ${max} items`, words);
  }

  /** The value has the wrong JSON type: the API server cannot decode the object. */
  typeInvalid(detail: string, words: Words = {}): Finding {
    return this.finding('TypeInvalid', detail, words);
  }

  /** The API server answers 500. */
  internalError(detail: string, words: Words = {}): Finding {
    return this.finding('InternalError', detail, words);
  }

  /** The object refers to something that is not there. */
  notFound(detail: string, words: Words = {}): Finding {
    return this.finding('NotFound', detail, words);
  }

  /** Accepted, but without effect. */
  ignored(detail: string, words: Words = {}): Finding {
    return this.finding('Ignored', detail, words);
  }

  private finding(kind: DiagnosticKind, detail: string, words: Words): Finding {
    return { kind, path: this.path, ...(this.present ? { value: this.value } : {}), detail, ...words };
  }
}

const NONE: readonly never[] = [];

function fieldOf(value: unknown, name: number | string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Values as Go prints them in field errors. */
function quote(value: unknown): string {
  return typeof value === 'string' ? goQuote(value) : goJson(value);
}

function join(head: string, detail: string): string {
  return detail === '' ? head : `${head}: ${detail}`;
}
