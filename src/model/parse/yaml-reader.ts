import type { AliasEvent, Event, MappingEvent, ScalarEvent, SequenceEvent } from 'js-yaml';
import { COLLECTION_STYLE, EVENT_ID, getScalarValue, SCALAR_STYLE } from 'js-yaml';
import { isObject } from '../manifest';
import type { Marks } from './marks';
import type { YamlEvents } from './yaml-events';
import { readEvents } from './yaml-events';
import { SyntaxProblem } from './syntax-problem';
import type { ScalarValue } from './yaml-scalar';
import { keyText, resolvePlain, resolveTagged } from './yaml-scalar';

/** The documents of a YAML text, as JSON. `positions`, if given, receives where each field and item stands. */
export function readYaml(text: string, positions?: Marks<number>): unknown[] {
  return new YamlReader(readEvents(text), positions).documents();
}

/**
 * How many values aliases may add to a document. References to references grow without bounds (a "billion laughs"),
 * for which go-yaml has a limit of the same size.
 */
const MAX_ALIASED_VALUES = 400_000;

type Properties = Pick<ScalarEvent, 'anchorStart' | 'anchorEnd' | 'tagStart' | 'tagEnd'>;

/** Makes JSON of events, with the rules of go-yaml v2 (strict) and of `sigs.k8s.io/yaml`, which Kubernetes uses. */
class YamlReader {
  private readonly events: readonly Event[];
  private readonly text: string;
  private next = 0;
  private anchors = new Map<string, unknown>();
  private openAnchors = new Set<string>();
  /** How many flow collections the reader is in. */
  private flows = 0;
  private aliasedValues = 0;

  constructor(
    private readonly source: YamlEvents,
    private readonly positions: Marks<number> | undefined,
  ) {
    this.events = source.events;
    this.text = source.text;
  }

  documents(): unknown[] {
    const documents: unknown[] = [];
    for (; this.next < this.events.length; this.next++) {
      this.next++;
      this.anchors = new Map();
      this.aliasedValues = 0;
      documents.push(this.value());
    }
    return documents;
  }

  private value(): unknown {
    const event = this.take();
    switch (event.type) {
      case EVENT_ID.MAPPING:
        return this.anchored(event, () => this.textWithColon(event) ?? this.mapping());
      case EVENT_ID.SEQUENCE:
        return this.anchored(event, () => this.sequence());
      case EVENT_ID.ALIAS:
        return this.alias(event);
      default: {
        const scalar = event as ScalarEvent;
        const value = this.scalar(scalar);
        if (typeof value === 'number' && !Number.isFinite(value)) {
          throw this.error(
            positionOf(scalar),
            `${getScalarValue(this.text, scalar)} is a number that JSON does not have`,
          );
        }
        this.remember(scalar, value);
        return value;
      }
    }
  }

  /** `[fe80::]` is a list of one text to YAML 1.1, and `[{fe80:: null}]` to YAML 1.2. */
  private textWithColon({ style, start }: MappingEvent): string | undefined {
    if (style !== COLLECTION_STYLE.FLOW || this.text[start] === '{') return undefined;
    const key = this.peek();
    if (key.type !== EVENT_ID.SCALAR || !this.ownsColon(key)) return undefined;
    const text = `${getScalarValue(this.text, key)}:`;
    this.checkInFlow(key, text);
    this.remember(key, text);
    // The key, the null that is its value, and the end of the mapping.
    this.next += 3;
    return text;
  }

  /** Whether the colon after a key in a flow collection has no space after it, and so belongs to the key. */
  private ownsColon({ style, valueEnd }: ScalarEvent): boolean {
    return this.flows > 0 && style === SCALAR_STYLE.PLAIN && /^:[,\]}]/.test(this.text.slice(valueEnd, valueEnd + 2));
  }

  private mapping(): unknown {
    const mapping: Record<string, unknown> = {};
    while (this.peek().type !== EVENT_ID.POP) {
      const offset = positionOf(this.peek());
      const key = this.key();
      if (key === MERGE) {
        this.merge(mapping, this.value(), offset);
        continue;
      }
      const value = this.value();
      this.add(mapping, key, value, offset);
      this.positions?.set(mapping, key, this.source.toOriginal(offset));
    }
    this.next++;
    return mapping;
  }

  private sequence(): unknown {
    const sequence: unknown[] = [];
    while (this.peek().type !== EVENT_ID.POP) {
      const offset = positionOf(this.peek());
      sequence.push(this.value());
      this.positions?.set(sequence, sequence.length - 1, this.source.toOriginal(offset));
    }
    this.next++;
    return sequence;
  }

  private key(): string | typeof MERGE {
    const event = this.take();
    const offset = positionOf(event);
    if (event.type === EVENT_ID.ALIAS) {
      const value = this.alias(event);
      const key = typeof value === 'object' ? undefined : keyText(value as ScalarValue, String(value));
      if (key !== undefined) return key;
    }
    if (event.type !== EVENT_ID.SCALAR) throw this.error(offset, 'a list or a map cannot be the key of a map');
    const value = this.scalar(event);
    this.remember(event, value);
    const text = getScalarValue(this.text, event);
    if (this.ownsColon(event)) return `${text}:`;
    if (text === '<<' && event.style === SCALAR_STYLE.PLAIN) return MERGE;
    const key = keyText(value, text);
    if (key === undefined) throw this.error(offset, 'null cannot be the key of a map; put quotes around it');
    return key;
  }

  private scalar(event: ScalarEvent): ScalarValue {
    const text = getScalarValue(this.text, event);
    if (event.style === SCALAR_STYLE.DOUBLE_QUOTED) this.checkEscapes(event);
    if (event.style === SCALAR_STYLE.PLAIN && this.flows > 0) this.checkInFlow(event, text);
    const tag = event.tagStart < 0 ? '' : this.text.slice(event.tagStart, event.tagEnd);
    if (tag === '') return event.style === SCALAR_STYLE.PLAIN ? resolvePlain(text) : text;
    const value = tag === '!' ? text : resolveTagged(text, tag);
    if (value === undefined) throw this.error(positionOf(event), `'${text}' is no ${tag}`);
    return value;
  }

  /** JSON and YAML 1.2 know `\\/`, YAML 1.1 does not. */
  private checkEscapes({ valueStart, valueEnd }: ScalarEvent): void {
    const [before] = /^(?:[^\\]|\\[^/])*(?=\\\/)/.exec(this.text.slice(valueStart, valueEnd)) ?? [];
    if (before === undefined) return;
    throw this.error(valueStart + before.length, "'\\/' is no escape of YAML 1.1; write '/' alone");
  }

  /** To YAML 1.1, `[::1]` begins with an indicator, and a text in brackets ends before `?`. */
  private checkInFlow(event: ScalarEvent, text: string): void {
    if (!text.startsWith(':') && !text.includes('?')) return;
    throw this.error(positionOf(event), `'${text}' cannot stand without quotes in brackets or braces`);
  }

  private anchored(event: MappingEvent | SequenceEvent, read: () => unknown): unknown {
    const name = this.anchorOf(event);
    const flow = event.style === COLLECTION_STYLE.FLOW ? 1 : 0;
    if (name !== undefined) this.openAnchors.add(name);
    this.flows += flow;
    const value = read();
    this.flows -= flow;
    if (name !== undefined) this.openAnchors.delete(name);
    this.remember(event, value);
    return value;
  }

  private remember(event: Properties, value: unknown): void {
    const name = this.anchorOf(event);
    if (name !== undefined) this.anchors.set(name, value);
  }

  /** libyaml wants letters, digits, `_` and `-`: `host: *.example.com` is a mistake that it is to find. */
  private anchorOf({ anchorStart, anchorEnd }: Pick<AliasEvent, 'anchorStart' | 'anchorEnd'>): string | undefined {
    if (anchorStart < 0) return undefined;
    const name = this.text.slice(anchorStart, anchorEnd);
    if (/^[\w-]+$/.test(name)) return name;
    throw this.error(
      anchorStart - 1,
      `'${name}' cannot be the name of an anchor; if this is text, put quotes around it`,
    );
  }

  /** A copy of what the anchor stands for, so that the result is a tree. */
  private alias(event: AliasEvent): unknown {
    const name = this.anchorOf(event) ?? '';
    const offset = positionOf(event);
    if (this.openAnchors.has(name)) throw this.error(offset, `the value of anchor '${name}' contains itself`);
    if (!this.anchors.has(name)) throw this.error(offset, `there is no anchor '${name}' before this alias`);
    return this.copy(this.anchors.get(name), offset);
  }

  private copy(value: unknown, offset: number): unknown {
    if (++this.aliasedValues > MAX_ALIASED_VALUES) {
      const limit = MAX_ALIASED_VALUES.toLocaleString('en');
      throw this.error(offset, `aliases add more than ${limit} values to the document; write out what they stand for`);
    }
    if (Array.isArray(value)) return value.map((item) => this.copy(item, offset));
    if (!isObject(value)) return value;
    const copied: Record<string, unknown> = {};
    for (const [key, item] of Object.entries(value)) define(copied, key, this.copy(item, offset));
    return copied;
  }

  /** The keys of another map, or of several, of which the first has the say. */
  private merge(mapping: Record<string, unknown>, value: unknown, offset: number): void {
    const sources = Array.isArray(value) ? [...(value as unknown[])].reverse() : [value];
    for (const source of sources) {
      if (!isObject(source)) throw this.error(offset, "'<<' merges a map or a list of maps, nothing else");
      for (const [key, item] of Object.entries(source)) this.add(mapping, key, item, offset);
    }
  }

  /** Strict as the API server: a key that a merge has brought in must not be given again either. */
  private add(mapping: Record<string, unknown>, key: string, value: unknown, offset: number): void {
    if (Object.hasOwn(mapping, key)) {
      throw this.error(offset, `the key '${key}' is given twice in one map; leave only one of the two`);
    }
    define(mapping, key, value);
  }

  private take(): Event {
    const event = this.peek();
    this.next++;
    return event;
  }

  private peek(): Event {
    return this.events[this.next] ?? END;
  }

  private error(offset: number, reason: string): SyntaxProblem {
    return new SyntaxProblem(this.source.toOriginal(offset), reason);
  }
}

/** The key `<<`. */
const MERGE = Symbol('<<');

const END: Event = { type: EVENT_ID.POP };

/** Where the content of an event begins: after its anchor and tag, before its quotes. */
function positionOf(event: Event): number {
  switch (event.type) {
    case EVENT_ID.MAPPING:
    case EVENT_ID.SEQUENCE:
      return event.start;
    case EVENT_ID.SCALAR: {
      if (event.valueStart < 0) return Math.max(event.tagEnd, event.anchorEnd, 0);
      const quoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
      return quoted ? event.valueStart - 1 : event.valueStart;
    }
    case EVENT_ID.ALIAS:
      return event.anchorStart - 1;
    default:
      return 0;
  }
}

/** Sets a field, also one called `__proto__`. */
function define(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    target[key] = value;
  }
}
