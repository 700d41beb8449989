import type { JsonObject } from '../../../terms/json';
import { isObject, mapFields, mapItems } from '../../../terms/json';
import type { Structural } from './structural';
import { propertyOf, valuesOf } from './structural';

/** An object without what has another type than its schema says: for readers who rely on types. */
export function fitting(object: JsonObject, schema: Structural): JsonObject {
  return mapFields(object, (value, name) => {
    const property = propertyOf(schema, name) ?? valuesOf(schema);
    return property === undefined ? value : fittingValue(value, property);
  });
}

function fittingValue(value: unknown, schema: Structural): unknown {
  const { type, items } = schema;
  if (value === null) return undefined;
  if (schema['x-kubernetes-int-or-string'] === true || type === undefined) return value;
  if (type === 'array') {
    if (!Array.isArray(value)) return undefined;
    const list = value as readonly unknown[];
    return items === undefined ? list : mapItems(list, (item) => fittingValue(item, items));
  }
  if (type === 'object') return isObject(value) ? fitting(value, schema) : undefined;
  if (type === 'integer') return Number.isInteger(value) ? value : undefined;
  return typeof value === type ? value : undefined;
}
