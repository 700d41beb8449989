import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../../terms/json';
import { isObject } from '../../terms/json';
import type { MergedList, MergeStrategy } from './merge-strategy';

/**
 * Strategic merge patches (k8s.io/apimachinery/pkg/util/strategicpatch): null takes a field away, {@link DELETED} an entry of
 * a list, and lists with a merge key hold what changes of their entries.
 */

/** What a patch tells: additions and changes, or what is gone. */
type Side = 'changes' | 'deletions';

const DIRECTIVE = '$patch';
const ORDER = '$setElementOrder/';
const RETAINED = '$retainKeys';

/**
 * What client-side apply sends: what the last object had and the next has not, and what the next has otherwise than the
 * stored one.
 */
export function threeWayPatch(
  last: JsonObject,
  next: JsonObject,
  stored: JsonObject,
  strategy: MergeStrategy,
): JsonObject {
  const deletions = difference(last, next, strategy, 'deletions');
  return patched(deletions, difference(stored, next, strategy, 'changes'), strategy, false);
}

/** What turns one object into another, as far as one side goes. */
function difference(from: JsonObject, to: JsonObject, strategy: MergeStrategy, side: Side): JsonObject {
  const patch: Record<string, unknown> = {};
  for (const field of new Set([...Object.keys(from), ...Object.keys(to)])) {
    const [before, after] = [from[field], to[field]];
    if (after === undefined) {
      if (side === 'deletions') patch[field] = null;
      continue;
    }
    const list = strategy.lists?.[field];
    if (list !== undefined && Array.isArray(before) && Array.isArray(after)) {
      const [old, now] = [objectsOf(before), objectsOf(after)];
      const [oldOrder, order] = [old, now].map((entries) => entries.map((entry) => entry[list.key])) as [
        unknown[],
        unknown[],
      ];
      const entries = listDifference(old, now, list, side);
      if (entries.length > 0) patch[field] = sortedByPlace(entries, order, list.key);
      if (entries.length > 0 || (side === 'changes' && !isDeepStrictEqual(oldOrder, order)))
        patch[`${ORDER}${field}`] = order;
    } else if (isObject(before) && isObject(after)) {
      const inner = strategy.fields?.[field] ?? {};
      const changed = difference(before, after, inner, side);
      if (Object.keys(changed).length === 0) continue;
      patch[field] = inner.retainKeys === true ? { ...changed, [RETAINED]: Object.keys(after) } : changed;
    } else if (side === 'changes' && !isDeepStrictEqual(before, after)) patch[field] = after;
  }
  return patch;
}

/** Entries are compared one by one, in the order of their keys. */
function listDifference(
  from: readonly JsonObject[],
  to: readonly JsonObject[],
  list: MergedList,
  side: Side,
): readonly JsonObject[] {
  const { key } = list;
  const [before, after] = [sortedBy(key, from), sortedBy(key, to)];
  const patch: JsonObject[] = [];
  for (let i = 0, j = 0; i < before.length || j < after.length;) {
    const [old, entry] = [before[i], after[j]];
    const order = old === undefined ? 1 : entry === undefined ? -1 : compareKeys(old[key], entry[key]);
    if (order === 0 && old !== undefined && entry !== undefined) {
      const changed = difference(old, entry, list, side);
      const more = list.retainKeys === true ? { [RETAINED]: Object.keys(entry) } : {};
      if (Object.keys(changed).length > 0) patch.push({ ...changed, ...more, [key]: entry[key] });
    } else if (order < 0 && old !== undefined) {
      if (side === 'deletions') patch.push({ [DIRECTIVE]: 'delete', [key]: old[key] });
    } else if (side === 'changes' && entry !== undefined) patch.push(entry);
    if (order <= 0) i++;
    if (order >= 0) j++;
  }
  return patch;
}

/** Of entries with one key the last comes first, as kubectl sorts them. */
function sortedBy(key: string, entries: readonly JsonObject[]): readonly JsonObject[] {
  return entries.toReversed().sort((a, b) => compareKeys(a[key], b[key]));
}

function compareKeys(one: unknown, other: unknown): number {
  const [a, b] = [String(one), String(other)];
  return a === b ? 0 : a < b ? -1 : 1;
}

/** An object with a patch applied to it; with `isFinal` false, a patch with another one added to it. */
export function patched(object: JsonObject, patch: JsonObject, strategy: MergeStrategy, isFinal = true): JsonObject {
  const result: Record<string, unknown> = { ...object };
  for (const [field, value] of Object.entries(patch)) {
    if (field.startsWith('$')) {
      if (!isFinal) result[field] = value;
      continue;
    }
    const before = result[field];
    const list = strategy.lists?.[field];
    if (before === undefined && !isFinal) result[field] = value;
    else if (value === null && isFinal) delete result[field];
    else if (list !== undefined && Array.isArray(value)) {
      const merged = patchedList(Array.isArray(before) ? objectsOf(before) : [], objectsOf(value), list, isFinal);
      result[field] = merged;
    } else if (isObject(value)) {
      const kept = isObject(before) ? before : {};
      result[field] = patched(kept, value, strategy.fields?.[field] ?? {}, isFinal);
    } else result[field] = value;
  }
  if (isFinal) {
    for (const [field, list] of Object.entries(strategy.lists ?? {})) {
      const entries = result[field];
      if (Array.isArray(entries)) result[field] = inOrder(objectsOf(entries), patch[`${ORDER}${field}`], list.key);
    }
  }
  return isFinal && Array.isArray(patch[RETAINED]) ? retained(result, patch[RETAINED] as readonly string[]) : result;
}

function patchedList(
  list: readonly JsonObject[],
  patch: readonly JsonObject[],
  strategy: MergedList,
  isFinal: boolean,
): readonly JsonObject[] {
  const { key } = strategy;
  const isDeletion = (entry: JsonObject) => isFinal && entry[DIRECTIVE] === 'delete';
  const gone = new Set(patch.filter(isDeletion).map((entry) => entry[key]));
  const result = list.filter((entry) => !gone.has(entry[key]));
  for (const entry of patch.filter((each) => !isDeletion(each))) {
    const place = result.findIndex((each) => each[key] === entry[key]);
    const before = result[place];
    if (before === undefined) result.push(isFinal ? patched({}, entry, strategy) : entry);
    else result[place] = patched(before, entry, strategy, isFinal);
  }
  return result;
}

/** Entries that the patch knows in its order; the others stay where they are among them. */
function inOrder(entries: readonly JsonObject[], order: unknown, key: string): readonly JsonObject[] {
  if (!Array.isArray(order)) return entries;
  const known = [
    ...sortedByPlace(
      entries.filter((entry) => order.includes(entry[key])),
      order,
      key,
    ),
  ];
  return entries.map((entry) => (order.includes(entry[key]) ? (known.shift() ?? entry) : entry));
}

function sortedByPlace(entries: readonly JsonObject[], order: readonly unknown[], key: string): readonly JsonObject[] {
  return entries.toSorted((a, b) => order.indexOf(a[key]) - order.indexOf(b[key]));
}

function retained(object: JsonObject, fields: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([field]) => fields.includes(field)));
}

function objectsOf(list: readonly unknown[]): readonly JsonObject[] {
  return list.filter(isObject);
}
