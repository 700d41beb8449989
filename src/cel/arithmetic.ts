import { compare, equal } from './equality';
import { affordable } from './frame';
import { Unsigned } from './syntax';
import type { Value } from './values';
import { CelError, Duration, isList, isMap, isStruct, lookUp, noSuchOverload, Timestamp } from './values';

/** The operators that look at both operands, whatever they are. */
export const BINARY: Readonly<Record<string, (a: Value, b: Value) => Value>> = {
  '==': equal,
  '!=': (a, b) => !equal(a, b),
  '<': (a, b) => (compare(a, b) ?? 1) < 0,
  '<=': (a, b) => (compare(a, b) ?? 1) <= 0,
  '>': (a, b) => (compare(a, b) ?? -1) > 0,
  '>=': (a, b) => (compare(a, b) ?? -1) >= 0,
  in: isIn,
  '+': add,
  '-': subtract,
  '*': (a, b) => compute('*', a, b),
  '/': (a, b) => compute('/', a, b),
  '%': (a, b) => compute('%', a, b),
};

export function negate(value: Value): Value {
  if (typeof value === 'number') return -value;
  if (typeof value === 'bigint') return int(-value);
  throw noSuchOverload();
}

/** An integer that fits into 64 bits. */
export function int(value: bigint): bigint {
  if (BigInt.asIntN(64, value) !== value) throw new CelError('integer overflow');
  return value;
}

export function uint(value: bigint): Unsigned {
  if (BigInt.asUintN(64, value) !== value) throw new CelError('unsigned integer overflow');
  return new Unsigned(value);
}

function isIn(item: Value, container: Value): boolean {
  if (isList(container)) return container.some((each) => equal(each, item));
  if (isMap(container)) return lookUp(container, item) !== undefined;
  if (isStruct(container) && typeof item === 'string') return container.get(item) !== undefined;
  throw noSuchOverload();
}

function add(a: Value, b: Value): Value {
  if (typeof a === 'string' && typeof b === 'string') {
    affordable(a.length + b.length);
    return a + b;
  }
  if (isList(a) && isList(b)) return [...a, ...b];
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.concat([a, b]);
  if (a instanceof Duration && b instanceof Duration) return duration(a.nanoseconds + b.nanoseconds);
  if (a instanceof Timestamp && b instanceof Duration) return timestamp(a.nanoseconds + b.nanoseconds);
  if (a instanceof Duration && b instanceof Timestamp) return timestamp(a.nanoseconds + b.nanoseconds);
  return compute('+', a, b);
}

function subtract(a: Value, b: Value): Value {
  if (a instanceof Duration && b instanceof Duration) return duration(a.nanoseconds - b.nanoseconds);
  if (a instanceof Timestamp && b instanceof Duration) return timestamp(a.nanoseconds - b.nanoseconds);
  if (a instanceof Timestamp && b instanceof Timestamp) return duration(a.nanoseconds - b.nanoseconds);
  return compute('-', a, b);
}

type Arithmetic = '+' | '-' | '*' | '/' | '%';

function compute(operator: Arithmetic, a: Value, b: Value): Value {
  if (typeof a === 'number' && typeof b === 'number') return computeDoubles(operator, a, b);
  if (typeof a === 'bigint' && typeof b === 'bigint') return int(computeIntegers(operator, a, b));
  if (a instanceof Unsigned && b instanceof Unsigned) return uint(computeIntegers(operator, a.value, b.value));
  throw noSuchOverload();
}

function computeDoubles(operator: Arithmetic, a: number, b: number): number {
  if (operator === '+') return a + b;
  if (operator === '-') return a - b;
  if (operator === '*') return a * b;
  if (operator === '/') return a / b;
  throw noSuchOverload();
}

function computeIntegers(operator: Arithmetic, a: bigint, b: bigint): bigint {
  if (operator === '+') return a + b;
  if (operator === '-') return a - b;
  if (operator === '*') return a * b;
  if (b === 0n) throw new CelError(operator === '/' ? 'division by zero' : 'modulus by zero');
  return operator === '/' ? a / b : a % b;
}

function duration(nanoseconds: bigint): Duration {
  return new Duration(int(nanoseconds));
}

/** From the year 1 to 9999. */
export function timestamp(nanoseconds: bigint): Timestamp {
  const seconds = nanoseconds / 1_000_000_000n;
  if (seconds < -62135596800n || seconds > 253402300799n) throw new CelError('timestamp overflow');
  return new Timestamp(nanoseconds);
}
