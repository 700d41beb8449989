import type { JsonObject } from '../../../terms/json';
import { isObject } from '../../../terms/json';
import type { Structural, ValidationRule } from './structural';

/** So deep may schemas be nested: those of real definitions stay below thirty. */
const MAX_DEPTH = 100;

/** A schema as somebody wrote it, without what no schema can have: the API server would refuse its definition. */
export function readStructural(given: unknown, depth = 0): Structural {
  if (!isObject(given) || depth > MAX_DEPTH) return {};
  const read = (schema: unknown) => readStructural(schema, depth + 1);
  const { properties, additionalProperties, items, not, enum: values } = given;
  return {
    ...ofType(given, 'string', ['type', 'format', 'pattern', 'x-kubernetes-list-type']),
    ...ofType(given, 'number', NUMBERS),
    ...ofType(given, 'boolean', FLAGS),
    ...(given.default === undefined ? {} : { default: given.default }),
    ...(Array.isArray(values) ? { enum: values as readonly unknown[] } : {}),
    ...textLists(given, ['required', 'x-kubernetes-list-map-keys']),
    ...(isObject(properties) ? { properties: mapped(properties, read) } : {}),
    ...(isObject(additionalProperties) ? { additionalProperties: read(additionalProperties) } : {}),
    ...(typeof additionalProperties === 'boolean' ? { additionalProperties } : {}),
    ...(isObject(items) ? { items: read(items) } : {}),
    ...(isObject(not) ? { not: read(not) } : {}),
    ...lists(given, ['allOf', 'anyOf', 'oneOf'], read),
    ...rulesOf(given['x-kubernetes-validations']),
  };
}

const NUMBERS = [
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'minimum',
  'maximum',
  'multipleOf',
];

const FLAGS = [
  'nullable',
  'uniqueItems',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-embedded-resource',
  'x-kubernetes-int-or-string',
];

function ofType(given: JsonObject, type: string, names: readonly string[]): JsonObject {
  return Object.fromEntries(names.flatMap((name) => (typeof given[name] === type ? [[name, given[name]]] : [])));
}

function textLists(given: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(
    names.flatMap((name) => {
      const list = given[name];
      return Array.isArray(list) ? [[name, list.filter((item) => typeof item === 'string')]] : [];
    }),
  );
}

function lists(given: JsonObject, names: readonly string[], read: (schema: unknown) => Structural): JsonObject {
  return Object.fromEntries(
    names.flatMap((name) => {
      const list = given[name];
      return Array.isArray(list) ? [[name, list.map(read)]] : [];
    }),
  );
}

function mapped(properties: JsonObject, read: (schema: unknown) => Structural): Record<string, Structural> {
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, read(schema)]));
}

function rulesOf(given: unknown): Pick<Structural, 'x-kubernetes-validations'> {
  if (!Array.isArray(given)) return {};
  const texts = ['message', 'messageExpression', 'reason', 'fieldPath'];
  const rules = given.filter(isObject).flatMap((one): ValidationRule[] => {
    const rest = { ...ofType(one, 'string', texts), ...ofType(one, 'boolean', ['optionalOldSelf']) };
    return typeof one.rule === 'string' ? [{ ...rest, rule: one.rule }] : [];
  });
  return { 'x-kubernetes-validations': rules };
}
