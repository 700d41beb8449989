import { int, timestamp, uint } from '../arithmetic';
import { Unsigned } from '../syntax';
import type { Value } from '../values';
import {
  CelError,
  Duration,
  isList,
  isMap,
  noConversion,
  noSuchOverload,
  numberOf,
  Timestamp,
  TypeName,
  typeOf,
} from '../values';
import { formatDuration, parseDuration } from './durations';
import type { Functions } from './overloads';
import { formatTimestamp, parseTimestamp } from './times';

/** Functions of CEL itself: sizes and conversions. */
export const CONVERSIONS: Functions = {
  size: (of) => sizeOf(of),
  type: (of) => new TypeName(typeOf(of ?? null)),
  dyn: (of) => of ?? null,
  int: (of) => toInt(of ?? null),
  uint: (of) => uint(truncated(of ?? null, 'uint')),
  double: (of) => toDouble(of ?? null),
  string: (of) => toText(of ?? null),
  bytes: (of) => toBytes(of ?? null),
  bool: (of) => toBool(of ?? null),
  duration: (of) => (of instanceof Duration ? of : parseDuration(of ?? null)),
  timestamp: (of) => toTimestamp(of ?? null),
};

export function sizeOf(of: Value | undefined): bigint {
  if (typeof of === 'string') return BigInt([...of].length);
  if (of !== undefined && (isList(of) || of instanceof Uint8Array)) return BigInt(of.length);
  if (of !== undefined && isMap(of)) return BigInt(of.size);
  throw noSuchOverload();
}

function toInt(of: Value): bigint {
  return of instanceof Timestamp ? floorDivide(of.nanoseconds, 1_000_000_000n) : int(truncated(of, 'int'));
}

function floorDivide(a: bigint, b: bigint): bigint {
  return a / b - (a < 0n && a % b !== 0n ? 1n : 0n);
}

function truncated(of: Value, type: string): bigint {
  const number = numberOf(of);
  if (typeof number === 'bigint') return number;
  if (typeof number === 'number') {
    if (!Number.isFinite(number)) throw new CelError('integer overflow');
    return BigInt(Math.trunc(number));
  }
  if (typeof of !== 'string') throw noSuchOverload();
  if (!/^[+-]?[0-9]+$/.test(of)) throw noConversion(type);
  // Of more digits than 64 bits have, nothing but zeros can stand before them.
  const digits = of.replace(/^([+-]?)0+(?=[0-9])/, '$1');
  if (digits.length > MAX_INTEGER) throw noConversion(type);
  return BigInt(digits.replace(/^\+/, ''));
}

/** The characters of -18446744073709551615. */
const MAX_INTEGER = 21;

function toDouble(of: Value): number {
  const number = numberOf(of);
  if (number !== undefined) return Number(number);
  if (typeof of !== 'string') throw noSuchOverload();
  if (!/^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/.test(of)) throw noConversion('double');
  return Number(of);
}

function toText(of: Value): string {
  if (typeof of === 'string') return of;
  if (typeof of === 'boolean' || typeof of === 'bigint') return String(of);
  if (typeof of === 'number') return String(of).replace(/e\+?(-?)(\d)$/, 'e$10$2');
  if (of instanceof Unsigned) return String(of.value);
  if (of instanceof Duration) return formatDuration(of);
  if (of instanceof Timestamp) return formatTimestamp(of);
  if (of instanceof Uint8Array) return Buffer.from(of).toString('utf8');
  if (typeof of === 'object' && of !== null && 'key' in of) return of.key;
  throw noSuchOverload();
}

function toBytes(of: Value): Uint8Array {
  if (of instanceof Uint8Array) return of;
  if (typeof of === 'string') return Buffer.from(of);
  throw noSuchOverload();
}

const TRUE = new Set(['1', 't', 'T', 'true', 'TRUE', 'True']);
const FALSE = new Set(['0', 'f', 'F', 'false', 'FALSE', 'False']);

function toBool(of: Value): boolean {
  if (typeof of === 'boolean') return of;
  if (typeof of !== 'string') throw noSuchOverload();
  if (!TRUE.has(of) && !FALSE.has(of)) throw noConversion('bool');
  return TRUE.has(of);
}

function toTimestamp(of: Value): Timestamp {
  if (of instanceof Timestamp) return of;
  if (typeof of === 'bigint') return timestamp(of * 1_000_000_000n);
  if (typeof of === 'string') return parseTimestamp(of);
  throw noSuchOverload();
}
