import { isObject } from './json';
import { nearest } from './nearest';

/** The part of JSON Schema (draft 7) that the files of this package are described with. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly type?: JsonType;
  readonly const?: unknown;
  readonly enum?: readonly string[];
  readonly minLength?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false | JsonSchema;
  readonly items?: JsonSchema;
  /** Of several schemas with types that differ, the one that the value has the type of. */
  readonly anyOf?: readonly JsonSchema[];
}

type JsonType = 'string' | 'number' | 'boolean' | 'array' | 'object';

/** The first thing in a value that its schema does not allow: where, what stands there, what is possible, what to do. */
export interface SchemaProblem {
  /** `acknowledge[0].reason`; empty for the value itself. */
  readonly path: string;
  readonly value: unknown;
  readonly bound: string;
  readonly remedy: string;
}

/** What is wrong with a value; undefined if nothing is. */
export function problemIn(value: unknown, schema: JsonSchema, path = ''): SchemaProblem | undefined {
  const own = schema.anyOf === undefined ? schema : branchFor(value, schema, schema.anyOf);
  const { type, enum: choices, const: only, minLength = 0 } = own;
  if (type !== undefined && typeOf(value) !== type) return wrongType(value, own, path);
  if (choices !== undefined && !choices.some((choice) => choice === value)) {
    return { path, value, bound: 'is not a choice', remedy: `choose one of ${choices.join(', ')}` };
  }
  if (only !== undefined && value !== only) {
    return { path, value, bound: `is not ${JSON.stringify(only)}`, remedy: `write ${JSON.stringify(only)}` };
  }
  if (typeof value === 'string' && value.trim().length < minLength) {
    return { path, value, bound: 'is empty', remedy: remedyFor(own) };
  }
  if (Array.isArray(value)) return problemInItems(value, own, path);
  return isObject(value) ? problemInFields(value, own, path) : undefined;
}

function problemInItems(list: readonly unknown[], { items }: JsonSchema, path: string): SchemaProblem | undefined {
  if (items === undefined) return undefined;
  for (const [index, item] of list.entries()) {
    const problem = problemIn(item, items, `${path}[${index}]`);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function problemInFields(
  object: Readonly<Record<string, unknown>>,
  { properties = {}, required = [], additionalProperties: others }: JsonSchema,
  path: string,
): SchemaProblem | undefined {
  for (const [name, value] of Object.entries(object)) {
    const schema = Object.hasOwn(properties, name) ? properties[name] : others;
    const place = others === false || Object.hasOwn(properties, name) ? below(path, name) : `${path}[${name}]`;
    if (schema === false) return unknownField(place, name, value, Object.keys(properties));
    const problem = schema === undefined || value === undefined ? undefined : problemIn(value, schema, place);
    if (problem !== undefined) return problem;
  }
  const missing = required.find((name) => object[name] === undefined);
  if (missing === undefined) return undefined;
  const schema = properties[missing] ?? {};
  return { path: below(path, missing), value: undefined, bound: 'is missing', remedy: remedyFor(schema) };
}

function unknownField(path: string, name: string, value: unknown, known: readonly string[]): SchemaProblem {
  const meant = nearest(name, known);
  const remedy = meant === undefined ? `there are ${known.join(', ')}` : `did you mean ${meant}?`;
  return { path, value, bound: 'is for a property that there is not', remedy };
}

function wrongType(value: unknown, schema: JsonSchema, path: string): SchemaProblem {
  const { type = 'object' } = schema;
  if (type === 'string' && typeof value === 'number') {
    return { path, value, bound: 'is a number', remedy: `write it in quotes: '${value}'` };
  }
  if (type === 'string' && typeof value === 'boolean') {
    return { path, value, bound: 'is a truth value, as YAML reads on, off, yes and no', remedy: 'write it in quotes' };
  }
  return { path, value, bound: `is not ${CALLED[type]}`, remedy: remedyFor(schema) };
}

function remedyFor({ examples: [example] = [], description = '' }: JsonSchema): string {
  if (example !== undefined) return `write it like ${JSON.stringify(example)}`;
  return description === '' ? 'leave it out' : `give what it stands for: ${description}`;
}

const CALLED: Readonly<Record<JsonType, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
};

/** The branch whose type the value has; where no branch has it, what all of them are called is the bound. */
function branchFor(value: unknown, schema: JsonSchema, branches: readonly JsonSchema[]): JsonSchema {
  const given = typeOf(value);
  return branches.find(({ type }) => type === given) ?? { ...branches[0], ...schema };
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function below(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
