import { isObject } from '../../../terms/json';
import type { Structural } from './structural';
import { propertyOf, valuesOf } from './structural';
import type { Violation } from './violation';
import { invalid, shown } from './violation';

/** Items that lists of type `set` and `map` have twice (ValidateListSetsAndMaps of apiextensions-apiserver). */
export function* repeatedItems(value: unknown, schema: Structural, path = ''): Iterable<Violation> {
  if (Array.isArray(value)) {
    yield* repeatedIn(value, schema, path);
    const { items } = schema;
    if (items === undefined) return;
    for (const [index, item] of value.entries()) yield* repeatedItems(item, items, `${path}[${index}]`);
  } else if (isObject(value)) {
    const values = valuesOf(schema);
    for (const name of Object.keys(value)) {
      if (values !== undefined) yield* repeatedItems(value[name], values, `${path}[${name}]`);
      const property = propertyOf(schema, name);
      if (property !== undefined) yield* repeatedItems(value[name], property, path === '' ? name : `${path}.${name}`);
    }
  }
}

function* repeatedIn(list: readonly unknown[], schema: Structural, path: string): Iterable<Violation> {
  const type = schema['x-kubernetes-list-type'];
  if (type === 'set') yield* repeated(list, path);
  if (type !== 'map') return;
  const other = list.findIndex((item) => item !== null && !isObject(item));
  if (other >= 0) {
    yield invalid(`${path}[${other}]`, list[other], 'must be an object for an array of list-type map');
    return;
  }
  const names = schema['x-kubernetes-list-map-keys'] ?? [];
  yield* repeated(
    list.map((item) => keyOf(item, names)),
    path,
  );
}

function keyOf(item: unknown, names: readonly string[]): unknown {
  const entries = names.map((name) => [name, isObject(item) ? item[name] : undefined] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What is there a third time is said once. */
function* repeated(values: readonly unknown[], path: string): Iterable<Violation> {
  const counts = new Map<string, number>();
  for (const [index, value] of values.entries()) {
    const text = JSON.stringify(value);
    const count = counts.get(text) ?? 0;
    counts.set(text, count + 1);
    if (count !== 1) continue;
    yield { kind: 'Duplicate', path: `${path}[${index}]`, value, detail: `Duplicate value: ${shown(value)}` };
  }
}
