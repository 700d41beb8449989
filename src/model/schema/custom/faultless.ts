import type { Structural } from './structural';

/**
 * Remembers values that a schema had nothing against: what schemas say of a value follows from the value alone, and the objects
 * of one input are alike in most of their parts. Where they are not, it stops to ask.
 */
export class Faultless {
  private readonly nodes = new WeakMap<Structural, Memory>();

  /** @param look judges the value, and says whether it is faultless */
  unlessKnown(value: object, schema: Structural, look: () => boolean): void {
    let memory = this.nodes.get(schema);
    if (memory === undefined) this.nodes.set(schema, (memory = { keys: new Set(), asked: 0, known: 0 }));
    if (memory.asked >= TRIAL && memory.known * 2 < memory.asked) {
      look();
      return;
    }
    const key = JSON.stringify(value);
    memory.asked++;
    if (memory.keys.has(key)) memory.known++;
    else if (look() && key.length <= MAX_LENGTH && memory.keys.size < MAX_KEYS) memory.keys.add(key);
  }
}

/** After so many values it is clear whether it is worth the while. */
const TRIAL = 100;
const MAX_KEYS = 1_000;
const MAX_LENGTH = 1_000;

interface Memory {
  readonly keys: Set<string>;
  asked: number;
  known: number;
}
