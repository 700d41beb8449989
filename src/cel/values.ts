import { Unsigned } from './syntax';

/**
 * A value of CEL. Integers are `bigint` and doubles are `number`, so that each value tells its type.
 */
export type Value =
  | null
  | boolean
  | string
  | bigint
  | number
  | Unsigned
  | Uint8Array
  | readonly Value[]
  | ReadonlyMap<Value, Value>
  | Struct
  | Duration
  | Timestamp
  | Optional
  | TypeName
  | Opaque;

/** An object whose fields are known by name; reading one that is not set is an error. */
export interface Struct {
  /** The value of a field; undefined if it is not set. */
  get(field: string): Value | undefined;
  /** The fields that are set. */
  fields(): readonly string[];
}

export class Duration {
  constructor(readonly nanoseconds: bigint) {}
}

/** Nanoseconds since 1970. */
export class Timestamp {
  constructor(readonly nanoseconds: bigint) {}
}

/** A value, or none. */
export class Optional {
  static readonly NONE = new Optional(undefined);
  constructor(readonly value: Value | undefined) {}
}

export class TypeName {
  constructor(readonly type: string) {}
}

/** A value that only its own functions understand: an IP address, a quantity. Equal are those with equal keys. */
export abstract class Opaque {
  abstract readonly type: string;
  abstract readonly key: string;
}

/** What an expression ends with that has no value; `||`, `&&`, `all` and `exists` get over it where they can. */
export class CelError extends Error {
  override readonly name = 'CelError';
}

export function noSuchOverload(): CelError {
  return new CelError('no such overload');
}

/** Of a text that means no value of a type. */
export function noConversion(type: string): CelError {
  return new CelError(`type conversion error from 'string' to '${type}'`);
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export function isMap(value: Value): value is ReadonlyMap<Value, Value> {
  return value instanceof Map;
}

export function isStruct(value: Value): value is Struct {
  return typeof value === 'object' && value !== null && 'fields' in value;
}

/** The name of a value's type. */
export function typeOf(value: Value): string {
  if (value === null) return 'null_type';
  if (typeof value === 'object') return typeOfObject(value);
  return SCALARS[typeof value as keyof typeof SCALARS];
}

const SCALARS = { boolean: 'bool', string: 'string', bigint: 'int', number: 'double' } as const;

function typeOfObject(value: Exclude<Value, null | boolean | string | bigint | number>): string {
  if (isList(value)) return 'list';
  if (isMap(value)) return 'map';
  if (value instanceof Unsigned) return 'uint';
  if (value instanceof Uint8Array) return 'bytes';
  if (value instanceof Duration) return 'google.protobuf.Duration';
  if (value instanceof Timestamp) return 'google.protobuf.Timestamp';
  if (value instanceof Optional) return 'optional_type';
  if (value instanceof TypeName) return 'type';
  return value instanceof Opaque ? value.type : 'object';
}

/** A key of a map, or an item of a set, in a form that equal values share: numbers of all types are one. */
export function keyOf(value: Value): unknown {
  const number = numberOf(value);
  if (number === undefined) return value;
  return typeof number === 'number' && Number.isInteger(number) ? BigInt(number) : number;
}

/** The number that a value is, whatever its type. */
export function numberOf(value: Value): bigint | number | undefined {
  if (typeof value === 'bigint' || typeof value === 'number') return value;
  return value instanceof Unsigned ? value.value : undefined;
}

/** The value of a map under a key. */
export function lookUp(map: ReadonlyMap<Value, Value>, key: Value): Value | undefined {
  const found = map.get(key);
  if (found !== undefined || numberOf(key) === undefined) return found;
  for (const [other, value] of map) if (keyOf(other) === keyOf(key)) return value;
  return undefined;
}
