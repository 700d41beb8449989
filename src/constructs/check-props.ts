import { Construct } from 'constructs';
import type { Schema } from '../model/schema/schema';
import { childPath, keyPath } from '../terms/field-path';
import type { JsonObject } from '../terms/json';
import { isObject } from '../terms/json';
import type { ConstructErrorDetails, Named } from './construct-error';
import { ConstructError, refuse } from './construct-error';
import type { PropsSchema } from './props-schema';
import { exampleOf, mismatch, unknownField } from './props-words';

/**
 * Refuses properties whose fields or types are not those of the construct: what does not compile in TypeScript, for those
 * who write JavaScript. Called before the construct is made, so that nothing of it is left.
 *
 * @throws ConstructError
 */
export function checkProps(scope: unknown, id: unknown, props: unknown, schema: PropsSchema): Named {
  checkScope(scope, id, schema.struct);
  const construct = {
    node: {
      get path() {
        return [scope.node.path, id].filter((part) => part !== '').join('/');
      },
    },
  };
  checkValue(construct, props, schema, '');
  return construct;
}

/** Refuses what is no place in a tree. */
export function checkScope(scope: unknown, id: unknown, construct: string): asserts scope is Construct {
  const given = typeof id === 'string' ? id : construct;
  if (!Construct.isConstruct(scope)) {
    const remedy = `write new ${construct}(chart, 'id', { ... })`;
    throw new ConstructError({ node: { path: given } }, { field: 'scope', problem: 'is not a construct', remedy });
  }
  if (typeof id !== 'string') {
    throw new ConstructError(scope, { field: 'id', problem: 'is not a text', remedy: `give the ${construct} an id` });
  }
}

/**
 * The same for what is given to a method of a construct.
 *
 * @param field Where the value stands in the properties, or '' for the properties themselves
 */
export function checkValue(construct: Named, value: unknown, schema: PropsSchema, field: string): void {
  refuse(construct, missingField(value, schema, field) ?? faultAt(value, schema, () => field, schema));
}

function missingField(value: unknown, schema: PropsSchema, field: string): ConstructErrorDetails | undefined {
  if (!isPlain(value)) return mismatch(value, schema, field);
  const name = schema.required.find((each) => value[each] === undefined);
  if (name === undefined) return undefined;
  const remedy = `write ${exampleOf(schema.fields[name] ?? 'any', name)}`;
  return { field: childPath(field, name), problem: `is missing: ${schema.struct} needs it`, remedy };
}

/** The first thing that is wrong. Where it stands is put together only then. */
function faultAt(
  value: unknown,
  schema: Schema,
  field: () => string,
  { read = [], constructs = {} }: Partial<PropsSchema> = {},
): ConstructErrorDetails | undefined {
  if (schema === 'any' || isLater(value)) return undefined;
  if (typeof schema === 'string' || 'string' in schema) {
    return isScalar(value, schema) ? undefined : mismatch(value, schema, field());
  }
  if ('list' in schema) {
    if (!Array.isArray(value)) return mismatch(value, schema, field());
    return firstFault(value.entries(), (index, item) =>
      faultAt(item, schema.list, () => keyPath(field(), index), { read }),
    );
  }
  if (!isPlain(value)) return mismatch(value, schema, field());
  const given = Object.entries(value).filter(([, item]) => item !== undefined);
  if ('map' in schema) return firstFault(given, (key, item) => faultAt(item, schema.map, () => keyPath(field(), key)));
  return firstFault(given, (key, item) => {
    const known = Object.hasOwn(schema.fields, key) ? schema.fields[key] : undefined;
    if (constructs[key]?.(item) === true) return undefined;
    if (known === undefined) return schema.open === true ? undefined : unknownField(key, item, schema, field());
    const here = () => childPath(field(), key);
    return read.includes(key) && isLater(item) ? mismatch(item, known, here()) : faultAt(item, known, here, { read });
  });
}

function firstFault<K, V>(
  entries: Iterable<readonly [K, V]>,
  faultOf: (key: K, value: V) => ConstructErrorDetails | undefined,
): ConstructErrorDetails | undefined {
  for (const [key, value] of entries) {
    const fault = faultOf(key, value);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** An object that cdk8s can print: it asks for its class. */
function isPlain(value: unknown): value is JsonObject {
  return isObject(value) && Object.getPrototypeOf(value) !== null;
}

/** A `Lazy` of cdk8s has its value at synthesis. */
function isLater(value: unknown): boolean {
  return isObject(value) && typeof value.produce === 'function';
}

function isScalar(value: unknown, schema: Schema): boolean {
  if (schema === 'boolean') return typeof value === 'boolean';
  if (schema === 'intOrString') return typeof value === 'number' || typeof value === 'string';
  return typeof value === (schema === 'int32' || schema === 'int64' ? 'number' : 'string');
}
