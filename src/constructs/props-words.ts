import type { Schema, StructType } from '../model/schema/schema';
import { childPath } from '../terms/field-path';
import { stringOr } from '../terms/json';
import { nearest } from '../terms/nearest';
import { listed } from '../terms/sentence';
import type { ConstructErrorDetails } from './construct-error';
import { SERVICE_SCHEMAS } from './props-schema';

/** What is wrong with a value of another type. */
export function mismatch(value: unknown, schema: Schema, field: string): ConstructErrorDetails {
  const name = field === '' ? 'props' : field;
  const example = exampleOf(schema, name.slice(name.lastIndexOf('.') + 1));
  return { field: name, value, problem: `is not ${describe(schema)}`, remedy: `write ${example}` };
}

function describe(schema: Schema): string {
  if (schema === 'boolean') return 'true or false';
  if (schema === 'intOrString') return 'a number or a text';
  if (schema === 'int32' || schema === 'int64') return 'a number';
  if (typeof schema === 'string' || 'string' in schema) return 'a text';
  if ('list' in schema) return 'a list';
  return 'map' in schema ? 'an object of texts' : 'an object';
}

/** `ports: [{ name, port }]`: how something of that type is written. */
export function exampleOf(schema: Schema, name: string): string {
  return name === 'props' ? valueOf(schema) : `${name}: ${valueOf(schema)}`;
}

function valueOf(schema: Schema): string {
  if (schema === 'any') return '{ ... }';
  if (schema === 'boolean') return 'true';
  if (typeof schema === 'string') return schema === 'string' ? "'...'" : '80';
  if ('string' in schema) return "'...'";
  if ('list' in schema) return `[${valueOf(schema.list)}]`;
  return 'map' in schema ? "{ app: 'web' }" : `{ ${Object.keys(schema.fields).slice(0, 3).join(', ')} }`;
}

/** What is wrong with a field that does not exist, and what was likely meant. */
export function unknownField(key: string, value: unknown, schema: StructType, field: string): ConstructErrorDetails {
  const names = Object.keys(schema.fields);
  const meant = nearest(key, names);
  const remedy =
    otherClass(key, value) ??
    (meant === undefined ? `leave it out; there are ${listed(names, 30)}` : `did you mean ${meant}?`);
  const problem = `is not a field of ${schema.struct}`;
  return { field: childPath(field, key), value, problem, remedy };
}

/** The kinds of Services that have a field which others have not. */
function otherClass(key: string, value: unknown): string | undefined {
  const names = SERVICE_SCHEMAS.flatMap((schema) =>
    hasField(schema, key) || (key === 'type' && schema.struct === `${stringOr(value)}Service`) ? schema.struct : [],
  );
  return names.length === 0 ? undefined : `use ${names.join(' or ')}, or leave it out`;
}

function hasField(schema: Schema, key: string): boolean {
  if (typeof schema === 'string' || 'string' in schema || 'map' in schema) return false;
  if ('list' in schema) return hasField(schema.list, key);
  return Object.hasOwn(schema.fields, key) || hasField(schema.fields.ports ?? 'any', key);
}
