import { Construct } from 'constructs';
import type { ListType, MapType, Schema, StructType } from '../model/schema/schema';
import { childPath, keyPath } from '../terms/field-path';
import type { JsonObject } from '../terms/json';
import { isObject } from '../terms/json';
import { ownOf } from '../terms/maps';
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
  const construct = new Placed(scope, String(id));
  checkValue(construct, props, schema, '');
  return construct;
}

/** What a construct would be called: only for what is wrong with it. */
class Placed implements Named {
  constructor(
    private readonly scope: Construct,
    private readonly id: string,
  ) {}

  get node(): Named['node'] {
    return { path: [this.scope.node.path, this.id].filter((part) => part !== '').join('/') };
  }
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
  refuse(construct, missingField(value, schema, field) ?? faultAt(value, schema, schema)?.(field));
}

function missingField(value: unknown, schema: PropsSchema, field: string): ConstructErrorDetails | undefined {
  if (!isPlain(value)) return mismatch(value, schema, field);
  const name = schema.required.find((each) => value[each] === undefined);
  if (name === undefined) return undefined;
  const remedy = `write ${exampleOf(schema.fields[name] ?? 'any', name)}`;
  return { field: childPath(field, name), problem: `is missing: ${schema.struct} needs it`, remedy };
}

/** What is wrong, said of the field at which it was looked for. */
type Fault = (field: string) => ConstructErrorDetails;

/** What the properties say of fields at any depth, and of their own. */
interface Reading {
  readonly read?: PropsSchema['read'] | undefined;
  readonly constructs?: PropsSchema['constructs'];
}

/** The first thing that is wrong. Where it stands is put together only then. */
function faultAt(value: unknown, schema: Schema, reading: Reading): Fault | undefined {
  if (schema === 'any' || isLater(value)) return undefined;
  if (typeof schema === 'string' || 'string' in schema) {
    return isScalar(value, schema) ? undefined : wrong(value, schema);
  }
  if ('list' in schema) return Array.isArray(value) ? faultInList(value, schema, reading) : wrong(value, schema);
  if (!isPlain(value)) return wrong(value, schema);
  return 'map' in schema ? faultInMap(value, schema) : faultInFields(value, schema, reading);
}

function faultInList(items: readonly unknown[], { list }: ListType, { read }: Reading): Fault | undefined {
  for (let index = 0; index < items.length; index++) {
    const fault = faultAt(items[index], list, { read });
    if (fault !== undefined) return (field) => fault(keyPath(field, index));
  }
  return undefined;
}

function faultInMap(value: JsonObject, { map }: MapType): Fault | undefined {
  for (const key of Object.keys(value)) {
    const fault = value[key] === undefined ? undefined : faultAt(value[key], map, {});
    if (fault !== undefined) return (field) => fault(keyPath(field, key));
  }
  return undefined;
}

function faultInFields(
  value: JsonObject,
  schema: StructType,
  { read = [], constructs = {} }: Reading,
): Fault | undefined {
  for (const key of Object.keys(value)) {
    const item = value[key];
    if (item === undefined || ownOf(constructs, key)?.(item) === true) continue;
    const known = ownOf(schema.fields, key);
    if (known === undefined) {
      if (schema.open !== true) return (field) => unknownField(key, item, schema, field);
      continue;
    }
    const fault = read.includes(key) && isLater(item) ? wrong(item, known) : faultAt(item, known, { read });
    if (fault !== undefined) return (field) => fault(childPath(field, key));
  }
  return undefined;
}

function wrong(value: unknown, schema: Schema): Fault {
  return (field) => mismatch(value, schema, field);
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
