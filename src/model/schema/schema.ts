/**
 * The JSON types of an object's fields, as its Go struct has them: what the API server can decode at all.
 * Scalars are names; `int32` refuses fractions and what does not fit.
 */
export type Schema =
  | 'string'
  | 'boolean'
  | 'int32'
  | 'int64'
  | 'intOrString'
  /** RFC 3339. */
  | 'time'
  /** Not looked at. */
  | 'any'
  | StringType
  | ListType
  | MapType
  | StructType;

/** A string that has a type name of its own in Go, which errors print: of the package `v1` unless it names another. */
export interface StringType {
  readonly string: string;
}

export interface ListType {
  readonly list: Schema;
}

/** Keys are strings, values all of one type. */
export interface MapType {
  readonly map: Schema;
}

export interface StructType {
  /** Name of the Go struct, which errors print. */
  readonly struct: string;
  readonly fields: Readonly<Record<string, Schema>>;
  /** Other fields exist and are not looked at. Default: they are errors. */
  readonly open?: true;
}

/** A struct of known fields. */
export function struct(name: string, fields: Readonly<Record<string, Schema>>): StructType {
  return { struct: name, fields };
}

/** A struct of which only some fields are known here. */
export function openStruct(name: string, fields: Readonly<Record<string, Schema>>): StructType {
  return { struct: name, fields, open: true };
}

export function list(item: Schema): ListType {
  return { list: item };
}

export const STRING_MAP: MapType = { map: 'string' };

/** The Go type, as errors of `encoding/json` print it. */
export function goTypeOf(schema: Schema): string {
  if (typeof schema === 'string') return GO_TYPES[schema] ?? schema;
  if ('string' in schema) return schema.string.includes('.') ? schema.string : `v1.${schema.string}`;
  if ('list' in schema) return `[]${goTypeOf(schema.list)}`;
  if ('map' in schema) return `map[string]${goTypeOf(schema.map)}`;
  return `v1.${schema.struct}`;
}

const GO_TYPES: Readonly<Record<string, string>> = {
  boolean: 'bool',
  intOrString: 'int32',
  time: 'string',
  any: 'interface {}',
};
