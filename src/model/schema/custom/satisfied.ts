import type { Structural } from './structural';

/** Where something stands in a value: names of fields and numbers of items. */
export type Place = readonly (string | number)[];

/** What was read at a place, as far as it tells what is read next; of what has parts only how it looks from outside. */
type Seen = string | number | boolean | symbol | null | undefined;

interface Reading {
  readonly place: Place;
  readonly seen: Seen;
}

/** What is read of one value, in its order. */
export class Readings {
  readonly list: Reading[] = [];
  /** Whether more was read than places tell: the names of an object's fields. */
  isPartial = false;

  note(place: Place, value: unknown): void {
    this.list.push({ place, seen: seenOf(value) });
  }

  notePartial(): void {
    this.isPartial = true;
  }
}

/**
 * Remembers what the rules of a schema read of values that they had nothing against: another value that reads the same, from one
 * place to the next, has the same said of it, whatever else it holds. Where values do not read alike, it stops to ask.
 */
export class Satisfied {
  private readonly nodes = new WeakMap<Structural, Memory>();

  /** @param look has the value judged, notes what is read of it, and says whether all rules are satisfied */
  unlessKnown(value: unknown, schema: Structural, look: (readings?: Readings) => boolean): void {
    let memory = this.nodes.get(schema);
    if (memory === undefined) this.nodes.set(schema, (memory = { ways: new Map(), asked: 0, known: 0 }));
    if (memory.asked >= TRIAL && memory.known * 2 < memory.asked) {
      look();
      return;
    }
    memory.asked++;
    if (isKnown(memory.ways, value)) {
      memory.known++;
      return;
    }
    const readings = new Readings();
    if (look(readings) && !readings.isPartial) remember(memory.ways, readings.list);
  }
}

/** After so many values it is clear whether it is worth the while. */
const TRIAL = 100;

interface Memory {
  readonly ways: Way;
  asked: number;
  known: number;
}

/** By what is seen at a place, the next one; none where everything was read. */
interface Way extends Map<Seen, Way> {
  place?: Place;
}

function isKnown(ways: Way, value: unknown): boolean {
  let way: Way | undefined = ways;
  if (way.size === 0) return false;
  for (; way?.place !== undefined;) way = way.get(seenOf(valueAt(value, way.place)));
  return way !== undefined;
}

function remember(ways: Way, readings: readonly Reading[]): void {
  let way = ways;
  for (const { place, seen } of readings) {
    way.place ??= place;
    let next = way.get(seen);
    if (next === undefined) way.set(seen, (next = new Map<Seen, Way>()));
    way = next;
  }
}

/** All but the last part of a place was seen before. */
function valueAt(value: unknown, place: Place): unknown {
  let found = value;
  for (const part of place) {
    if (!Object.hasOwn(found as object, part)) return undefined;
    found = (found as Readonly<Record<string | number, unknown>>)[part];
  }
  return found;
}

function seenOf(value: unknown): Seen {
  if (Array.isArray(value)) return Symbol.for(`list of ${value.length}`);
  return typeof value === 'object' && value !== null ? OBJECT : (value as Seen);
}

const OBJECT = Symbol('object');
