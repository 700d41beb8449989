import { isObject } from '../terms/json';
import type { Structural } from './schema/custom/structural';

/** The definitions of one bundle of Gateway API. */
export interface BundleTable {
  /** `v1.7.0` */
  readonly version: string;
  readonly channel: string;
  readonly kinds: Readonly<Record<string, DefinitionTable>>;
}

export interface DefinitionTable {
  readonly group: string;
  readonly scope: string;
  /** The number of the schema of each version that is served. */
  readonly versions: Readonly<Record<string, number>>;
}

interface Tables {
  readonly bundles: readonly BundleTable[];
  /** Schemas and rules; where one has another in it, that one's number stands. */
  readonly nodes: readonly unknown[];
}

let loaded: Tables | undefined;

/** All bundles, the oldest first. They are read from their file, which `npm run gateway-tables` writes, when somebody asks. */
export function gatewayBundles(): readonly BundleTable[] {
  return tables().bundles;
}

/** The path holds from `lib/cli` as well, where the bundle of `check` is. */
function tables(): Tables {
  // oxlint-disable-next-line typescript/no-require-imports
  return (loaded ??= require('../model/gateway-api.json') as Tables);
}

const schemas = new Map<number, Structural>();

/** The schema of a number, put together when it is first needed. */
export function tableSchema(number: number): Structural {
  const known = schemas.get(number);
  if (known !== undefined) return known;
  const schema = assembled(tables().nodes[number]);
  schemas.set(number, schema);
  return schema;
}

function assembled(node: unknown): Structural {
  if (!isObject(node)) return {};
  const schema: Record<string, unknown> = { ...node };
  for (const name of ['items', 'not', 'additionalProperties']) {
    const part = node[name];
    if (typeof part === 'number') schema[name] = tableSchema(part);
  }
  for (const name of ['allOf', 'anyOf', 'oneOf']) {
    const parts = node[name];
    if (Array.isArray(parts)) schema[name] = parts.map((part) => tableSchema(part as number));
  }
  const { properties, 'x-kubernetes-validations': numbers } = node;
  if (isObject(properties)) {
    const entries = Object.entries(properties).map(([name, part]) => [name, tableSchema(part as number)]);
    schema.properties = Object.fromEntries(entries);
  }
  if (Array.isArray(numbers)) {
    schema['x-kubernetes-validations'] = numbers.map((number) => tables().nodes[number as number]);
  }
  return schema;
}
