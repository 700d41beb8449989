import { isObject } from '../../../terms/json';
import type { JsonObject } from '../../../terms/json';
import type { DecodeProblem } from '../decode';
import { carryLiteral } from './numbers';
import type { Structural } from './structural';
import { isMapLike, propertyOf, valuesOf } from './structural';

/** A custom resource as the API server goes on with it. */
export interface Completed {
  /** Without fields that the schema does not have and nulls that it does not allow, and with its defaults. */
  readonly object: JsonObject;
  /** One for each unknown field, in the order of their paths. */
  readonly unknown: readonly DecodeProblem[];
  /** Whether numbers in it were written so that the API server reads them otherwise than JavaScript. */
  readonly hasLiterals: boolean;
}

/** Prunes and defaults an object; `metadata` is none of the schema's business. */
export function complete(object: JsonObject, schema: Structural): Completed {
  const unknown: DecodeProblem[] = [];
  const root = { ...schema, 'x-kubernetes-embedded-resource': true };
  const completion = new Completion(unknown);
  const completed = completion.value(object, root, '') as JsonObject;
  return {
    object: completed,
    hasLiterals: completion.hasLiterals,
    unknown: unknown.sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

const TYPE_AND_META: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata']);

/** The steps of apiextensions-apiserver (PruneWithOptions, PruneNonNullableNullsWithoutDefaults, Default) in one. */
class Completion {
  hasLiterals = false;

  constructor(private readonly unknown: DecodeProblem[]) {}

  value(value: unknown, schema: Structural | undefined, path: string, isKept = false): unknown {
    const keeps = isKept || schema?.['x-kubernetes-preserve-unknown-fields'] === true;
    if (Array.isArray(value)) return this.list(value, schema, path, keeps);
    return isObject(value) ? this.object(value, schema, path, keeps) : value;
  }

  private list(list: readonly unknown[], schema: Structural | undefined, path: string, keeps: boolean): unknown[] {
    const items = schema?.items;
    const copy: unknown[] = [];
    for (const [index, item] of list.entries()) {
      const given = item === null && isRefused(items) ? (items?.default ?? null) : item;
      copy.push(this.value(given, items, `${path}[${index}]`, keeps));
      if (typeof item === 'number') this.carry(list, copy, index);
    }
    return copy;
  }

  private object(object: JsonObject, schema: Structural | undefined, path: string, keeps: boolean): JsonObject {
    const isResource = schema?.['x-kubernetes-embedded-resource'] === true;
    const entries: [string, unknown][] = [];
    for (const name of Object.keys(object)) {
      const value = object[name];
      const property = schema && propertyOf(schema, name);
      if (isResource && TYPE_AND_META.has(name)) {
        entries.push([name, value]);
      } else if (property === undefined && !keeps && (schema === undefined || !isMapLike(schema))) {
        this.report(value, name, path, schema);
      } else {
        const kind = property ?? (schema && valuesOf(schema));
        if (value === null && isRefused(kind) && kind?.default === undefined) continue;
        const given = value === null && isRefused(kind) ? kind?.default : value;
        entries.push([name, this.value(given, kind, join(path, name), keeps && kind === undefined)]);
      }
    }
    const copy = Object.fromEntries(entries);
    for (const [name, value] of entries) if (typeof value === 'number') this.carry(object, copy, name);
    this.addDefaults(copy, schema, path);
    return copy;
  }

  private addDefaults(object: Record<string, unknown>, { properties }: Structural = {}, path: string): void {
    for (const name in properties) {
      const property = properties[name];
      if (property?.default === undefined || Object.hasOwn(object, name)) continue;
      object[name] = this.value(property.default, property, join(path, name));
    }
  }

  private carry(from: object, to: object, key: number | string): void {
    if (carryLiteral(from, to, key)) this.hasLiterals = true;
  }

  private report(value: unknown, name: string, parent: string, schema: Structural | undefined): void {
    const path = join(parent, name);
    const known = Object.keys(schema?.properties ?? {});
    this.unknown.push({ problem: 'unknownField', path, value, known, detail: `unknown field "${path}"` });
  }
}

/** Whether null may not stand there. */
function isRefused(schema: Structural | undefined): boolean {
  return schema !== undefined && schema.nullable !== true;
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
