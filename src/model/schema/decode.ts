import { childPath, keyPath } from '../../terms/field-path';
import { goQuote } from '../../terms/go-quote';
import type { JsonObject } from '../../terms/json';
import { isObject, mapFields, mapItems, withoutNulls } from '../../terms/json';
import { rfc3339Error } from '../../terms/rfc3339';
import { numberLiteral } from '../../yaml/number-literals';
import { OBJECT_META } from './metadata-schema';
import type { ListType, MapType, Schema, StructType } from './schema';
import { goTypeOf } from './schema';

/** Why the API server cannot decode an object (400). */
export interface DecodeProblem {
  readonly problem: 'type' | 'unknownField';
  readonly path: string;
  readonly value: unknown;
  /** The API server's sentence. */
  readonly detail: string;
  /** Of an unknown field: the fields that the place has. */
  readonly known?: readonly string[];
}

/** What the API server makes of a manifest. */
export interface Decoded {
  /**
   * The manifest with metadata and spec, and without what cannot be decoded, fields that are not known and nulls: a null
   * field is an absent one, a null in a list or a map of known type is the type's zero value. No field has another type than
   * its own. Itself if that is all the same.
   */
  readonly object: JsonObject;
  readonly problems: readonly DecodeProblem[];
}

/** Decodes a manifest as `encoding/json` of Go does, strictly: case matters, and unknown fields are errors. */
export function decode(manifest: JsonObject, schema: StructType): Decoded {
  const problems: DecodeProblem[] = [];
  const object = new Decoder(problems).struct(manifest, schema, undefined);
  return { object: withStructs(object, schema), problems };
}

/**
 * Decodes the metadata of a custom resource: for the API server the rest of it is no struct, so that its sentences begin with the
 * fields of metadata.
 */
export function decodeMetadata(metadata: unknown): Decoded {
  const problems: DecodeProblem[] = [];
  const place: Place = { parent: undefined, struct: '', key: 'metadata', holder: {}, bracket: false, isApart: true };
  const object =
    metadata === undefined || metadata === null ? {} : new Decoder(problems).apart(metadata, OBJECT_META, place);
  return { object, problems };
}

/** Metadata and spec are structs and no pointers in Go: they are there even if the manifest has none. */
function withStructs(object: JsonObject, { fields }: StructType): JsonObject {
  const lacks = (field: string) => fields[field] !== undefined && object[field] === undefined;
  const withMetadata = lacks('metadata') ? { ...object, metadata: {} } : object;
  return lacks('spec') ? { ...withMetadata, spec: {} } : withMetadata;
}

/** Where the decoder stands. Paths are put together only for what is wrong. */
interface Place {
  readonly parent: Place | undefined;
  readonly struct: string;
  readonly key: number | string;
  readonly holder: object;
  readonly bracket: boolean;
  /** What is decoded by itself: it has no name in sentences. */
  readonly isApart?: true;
}

class Decoder {
  constructor(private readonly problems: DecodeProblem[]) {}

  struct(value: JsonObject, schema: StructType, place: Place | undefined): JsonObject {
    return mapFields(value, (before, key) => {
      const field = Object.hasOwn(schema.fields, key) ? schema.fields[key] : undefined;
      if (typeof before === 'string' && field === 'string') return before;
      const here: Place = { parent: place, struct: schema.struct, key, holder: value, bracket: false };
      if (field === undefined) return this.other(before, schema, here);
      return before === null ? undefined : this.value(before, field, here);
    });
  }

  /** A struct that no other one holds. */
  apart(value: unknown, schema: StructType, place: Place): JsonObject {
    if (isObject(value)) return this.struct(value, schema, place);
    this.mismatch(value, schema, place);
    return {};
  }

  /** A field that the schema does not have. */
  private other(value: unknown, schema: StructType, place: Place): unknown {
    if (schema.open === true) return withoutNulls(value);
    this.unknown(value, place, Object.keys(schema.fields));
    return undefined;
  }

  private value(value: unknown, schema: Schema, place: Place): unknown {
    if (typeof schema === 'string') return this.scalar(value, schema, place);
    if ('string' in schema) return this.scalar(value, 'string', place, schema);
    if ('list' in schema) return this.list(value, schema, place);
    if ('map' in schema) return this.map(value, schema, place);
    return isObject(value) ? this.struct(value, schema, place) : this.mismatch(value, schema, place);
  }

  private list(value: unknown, schema: ListType, place: Place): unknown {
    if (!Array.isArray(value)) return this.mismatch(value, schema, place);
    return mapItems(value, (before, index) => {
      const here: Place = { parent: place, struct: place.struct, key: index, holder: value, bracket: true };
      return before === null ? zeroOf(schema.list) : this.value(before, schema.list, here);
    });
  }

  private map(value: unknown, schema: MapType, place: Place): unknown {
    if (!isObject(value)) return this.mismatch(value, schema, place);
    return mapFields(value, (before, key) => {
      if (typeof before === 'string' && schema.map === 'string') return before;
      const here: Place = { parent: place, struct: place.struct, key, holder: value, bracket: true };
      return before === null ? zeroOf(schema.map) : this.value(before, schema.map, here);
    });
  }

  private scalar(value: unknown, type: string, place: Place, schema: Schema = type as Schema): unknown {
    if (type === 'any') return withoutNulls(value);
    if (type === 'boolean') return typeof value === 'boolean' ? value : this.mismatch(value, schema, place);
    if (type === 'time') return this.time(value, place);
    if (typeof value === 'string' && (type === 'string' || type === 'intOrString')) return value;
    if (type === 'string' || typeof value !== 'number') return this.mismatch(value, schema, place);
    // Go reads no integer from 80.0 or 8e1.
    const literal = numberLiteral(place.holder, place.key);
    return fits(value, type, literal) ? value : this.mismatch(value, schema, place, literal ?? String(value));
  }

  private time(value: unknown, place: Place): unknown {
    if (typeof value !== 'string') return this.mismatch(value, 'time', place);
    const error = rfc3339Error(value);
    if (error === undefined) return value;
    this.add('type', value, place, error);
    return undefined;
  }

  private mismatch(value: unknown, schema: Schema, place: Place, literal = ''): string | undefined {
    const found = `${jsonTypeOf(value)}${literal === '' ? '' : ` ${literal}`}`;
    const field = pathOf(place, false);
    const into = field === '' ? 'value' : `struct field ${place.struct}.${field}`;
    this.add('type', value, place, `json: cannot unmarshal ${found} into Go ${into} of type ${goTypeOf(schema)}`);
    // Labels such as `1` and `yes` were meant to be texts.
    return schema === 'string' && (typeof value === 'number' || typeof value === 'boolean') ? String(value) : undefined;
  }

  private unknown(value: unknown, place: Place, known: readonly string[]): void {
    const path = pathOf(place, true);
    this.problems.push({ problem: 'unknownField', path, value, known, detail: `unknown field ${goQuote(path)}` });
  }

  private add(problem: 'type', value: unknown, place: Place, detail: string): void {
    this.problems.push({ problem, path: pathOf(place, true), value, detail });
  }
}

function fits(value: number, type: string, literal: string | undefined): boolean {
  if (!Number.isInteger(value) || (literal !== undefined && /[.eE]/.test(literal))) return false;
  if (type !== 'int64') return value >= -(2 ** 31) && value < 2 ** 31;
  return literal === undefined ? Math.abs(value) <= 2 ** 63 : BigInt.asIntN(64, BigInt(literal)) === BigInt(literal);
}

/** `brackets`: with list indices and map keys; without, as Go names struct fields. */
function pathOf({ parent, key, bracket, isApart }: Place, brackets: boolean): string {
  if (isApart === true && !brackets) return '';
  const before = parent === undefined ? '' : pathOf(parent, brackets);
  if (!bracket) return childPath(before, String(key));
  return brackets ? keyPath(before, key) : before;
}

/** What a null in a list or a map decodes to: the zero value of the type. */
function zeroOf(schema: Schema): unknown {
  if (typeof schema === 'object') return 'struct' in schema ? {} : 'list' in schema ? [] : 'map' in schema ? {} : '';
  if (schema === 'boolean') return false;
  return schema === 'string' || schema === 'time' ? '' : schema === 'any' ? undefined : 0;
}

function jsonTypeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}
