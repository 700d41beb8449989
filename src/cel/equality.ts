import type { Value } from './values';
import {
  Duration,
  isList,
  isMap,
  isStruct,
  lookUp,
  noSuchOverload,
  numberOf,
  Opaque,
  Optional,
  Timestamp,
  TypeName,
} from './values';

let compared = 0;

/** How many values have been compared since the program began: what two lists are made of takes its time. */
export function comparisons(): number {
  return compared;
}

/** `==`: values of different types differ, but for numbers. */
export function equal(a: Value, b: Value): boolean {
  compared++;
  if (a === b) return !Number.isNaN(a);
  if (typeof a === 'string' || typeof b === 'string' || a === null || b === null) return false;
  const [left, right] = [numberOf(a), numberOf(b)];
  // JavaScript compares integers and doubles by their mathematical value.

  if (left !== undefined || right !== undefined) return left !== undefined && right !== undefined && left == right;
  if (isList(a)) return isList(b) && a.length === b.length && a.every((item, index) => equal(item, b[index] ?? null));
  if (isMap(a)) return isMap(b) && a.size === b.size && [...a].every(([key, value]) => isAt(value, lookUp(b, key)));
  if (isStruct(a)) {
    const names = a.fields();
    if (!isStruct(b) || b.fields().length !== names.length) return false;
    return names.every((name) => isAt(a.get(name) ?? null, b.get(name)));
  }
  return equalOthers(a, b);
}

function isAt(value: Value, other: Value | undefined): boolean {
  return other !== undefined && equal(value, other);
}

function equalOthers(a: Value, b: Value): boolean {
  if (a instanceof Duration) return b instanceof Duration && a.nanoseconds === b.nanoseconds;
  if (a instanceof Timestamp) return b instanceof Timestamp && a.nanoseconds === b.nanoseconds;
  if (a instanceof TypeName) return b instanceof TypeName && a.type === b.type;
  if (a instanceof Opaque) return b instanceof Opaque && a.type === b.type && a.key === b.key;
  if (a instanceof Uint8Array) return b instanceof Uint8Array && Buffer.compare(a, b) === 0;
  if (!(a instanceof Optional) || !(b instanceof Optional)) return false;
  if (a.value === undefined || b.value === undefined) return a.value === b.value;
  return equal(a.value, b.value);
}

/** The order of two values of one type; of numbers, whatever their types. Undefined with NaN. */
export function compare(a: Value, b: Value): number | undefined {
  const [left, right] = comparable(a, b);
  if (left < right) return -1;
  if (left > right) return 1;

  return left == right ? 0 : undefined;
}

function comparable(a: Value, b: Value): readonly [bigint | number, bigint | number] {
  const [left, right] = [numberOf(a), numberOf(b)];
  if (left !== undefined && right !== undefined) return [left, right];
  if (typeof a === 'string' && typeof b === 'string') return [compareText(a, b), 0];
  if (typeof a === 'boolean' && typeof b === 'boolean') return [Number(a), Number(b)];
  if (a instanceof Uint8Array && b instanceof Uint8Array) return [Buffer.compare(a, b), 0];
  if (a instanceof Duration && b instanceof Duration) return [a.nanoseconds, b.nanoseconds];
  if (a instanceof Timestamp && b instanceof Timestamp) return [a.nanoseconds, b.nanoseconds];
  throw noSuchOverload();
}

/** Go compares texts by their bytes, which is by their code points. */
export function compareText(a: string, b: string): number {
  return a < b !== a > b && !/[\ud800-\udfff]/.test(a + b)
    ? a < b
      ? -1
      : 1
    : Buffer.compare(Buffer.from(a), Buffer.from(b));
}
