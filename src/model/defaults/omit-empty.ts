import { isObject } from '../../terms/json';

/** Fields of a kind that are not like the others. */
export interface FieldNotes {
  /** Fields that tell `''`, `0` and `false` from nothing (pointers in Go): validation judges what stands there. */
  readonly pointers?: ReadonlySet<string>;
  /** Fields that hold maps of strings: left out when empty, copied as they are otherwise. */
  readonly maps?: ReadonlySet<string>;
}

/**
 * A copy without what the API takes for absent and does not store: null, and in ordinary fields `''`, `0`, `false`
 * and empty lists (`omitempty` of the Go types). Items of lists stay, whatever they are; empty structs stay as well.
 */
export function omitEmpty<T extends object>(value: T, notes: FieldNotes = {}): T {
  const kept: Record<string, unknown> = {};
  for (const [field, content] of Object.entries(value)) {
    const map = notes.maps?.has(field) === true;
    if (content === null || content === undefined) continue;
    if (notes.pointers?.has(field) !== true && isEmpty(content, map)) continue;
    kept[field] = map ? content : copy(content, notes);
  }
  return kept as T;
}

function isEmpty(content: unknown, map: boolean): boolean {
  if (content === '' || content === 0 || content === false) return true;
  if (Array.isArray(content)) return content.length === 0;
  return map && isObject(content) && Object.keys(content).length === 0;
}

function copy(content: unknown, notes: FieldNotes): unknown {
  if (Array.isArray(content)) return content.map((item) => copy(item, notes));
  return isObject(content) ? omitEmpty(content, notes) : content;
}
