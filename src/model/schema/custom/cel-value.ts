import { parseDuration } from '../../../cel/functions/durations';
import { parseTimestamp } from '../../../cel/functions/times';
import type { Struct, Value } from '../../../cel/values';
import { CelError } from '../../../cel/values';
import { isObject } from '../../../terms/json';
import type { JsonObject } from '../../../terms/json';
import { ownOf } from '../../../terms/maps';
import { viewOf } from '../../view';
import { isFloat } from './numbers';
import type { Place, Readings } from './satisfied';
import type { Structural } from './structural';
import { propertyOf, valuesOf } from './structural';

/**
 * A value as rules see it, by the type that its schema gives it.
 *
 * @param readings notes what is read of the value, where that is remembered
 * @throws CelError for one that the schema's type does not have, which the schema itself lets pass
 */
export function celValue(
  value: unknown,
  schema: Structural,
  float: boolean,
  readings?: Readings,
  place: Place = HERE,
): Value {
  readings?.note(place, value);
  if (value === null) {
    if (schema.nullable === true) return null;
    throw new CelError('invalid data, got null for schema with nullable=false');
  }
  if (typeof value === 'string') return textValue(value, schema);
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return numberValue(value, schema, float);
  if (Array.isArray(value)) return listValue(value, schema, readings, place);
  return isObject(value) ? objectValue(value, schema, readings, place) : null;
}

const HERE: Place = [];

function textValue(text: string, { format, type }: Structural): Value {
  if (format === undefined || type !== 'string') return text;
  if (format === 'date') return parseTimestamp(`${text}T00:00:00Z`);
  if (format === 'date-time' || format === 'datetime') return parseTimestamp(text);
  if (format === 'duration') return parseDuration(text);
  return format === 'byte' ? Buffer.from(text, 'base64') : text;
}

function numberValue(value: number, schema: Structural, float: boolean): Value {
  const isText = schema['x-kubernetes-int-or-string'] === true;
  if (schema.type === 'number') return value;
  if (schema.type !== 'integer' && !isText) return float ? value : BigInt(value);
  if (!float) return BigInt(value);
  throw new CelError(
    isText
      ? 'invalid data, expected XIntOrString value to be either a string or integer'
      : 'invalid data, expected int, got float64',
  );
}

function listValue(
  list: readonly unknown[],
  { items = {} }: Structural,
  readings: Readings | undefined,
  place: Place,
): Value {
  return list.map((item, index) => {
    const float = typeof item === 'number' && isFloat(list, index, item);
    return celValue(item, items, float, readings, readings && [...place, index]);
  });
}

function objectValue(object: JsonObject, schema: Structural, readings: Readings | undefined, place: Place): Value {
  const values = valuesOf(schema);
  if (values === undefined) return new ObjectValue(object, schema, readings, place);
  readings?.notePartial();
  return new Map(Object.keys(object).map((key) => [key, memberOf(object, key, values)]));
}

function memberOf(object: JsonObject, name: string, schema: Structural, readings?: Readings, place?: Place): Value {
  const value = object[name];
  return celValue(value, schema, typeof value === 'number' && isFloat(object, name, value), readings, place);
}

/** An object whose fields are read when a rule asks for them. */
class ObjectValue implements Struct {
  constructor(
    private readonly object: JsonObject,
    private readonly schema: Structural,
    private readonly readings: Readings | undefined,
    private readonly place: Place,
  ) {}

  get(field: string): Value | undefined {
    const name = field.includes('__') ? unescaped(field) : field;
    const property = propertyOf(this.schema, name);
    if (property === undefined) return undefined;
    const place = this.readings && [...this.place, name];
    if (Object.hasOwn(this.object, name)) return memberOf(this.object, name, property, this.readings, place);
    if (place !== undefined) this.readings?.note(place, undefined);
    return undefined;
  }

  fields(): readonly string[] {
    this.readings?.notePartial();
    return Object.keys(this.object).filter((name) => propertyOf(this.schema, name) !== undefined);
  }
}

/** `__namespace__` -> `namespace`: words of CEL, and signs that names of CEL cannot have, are written so. */
function unescaped(field: string): string {
  return field.replace(/__([^_]+)__/g, (_, word: string) => ownOf(SIGNS, word) ?? word);
}

const SIGNS: Readonly<Record<string, string>> = { underscores: '__', dot: '.', dash: '-', slash: '/' };

/** The schema of a whole resource, whose rules may look at its type and its name. */
export const withTypeAndMeta = viewOf((schema: Structural): Structural => {
  const text: Structural = { type: 'string' };
  const metadata: Structural = { type: 'object', properties: { name: text, generateName: text } };
  return { ...schema, properties: { ...schema.properties, kind: text, apiVersion: text, metadata } };
});
