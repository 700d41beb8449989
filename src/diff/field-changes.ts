import { isDeepStrictEqual } from 'node:util';
import { childPath, keyPath } from '../terms/field-path';
import { isObject } from '../terms/json';
import type { ObjectRef } from '../terms/object-ref';
import type { FieldChange } from './difference';

/** Where two versions of an object differ, field by field. Entries of lists are told apart by name, where all have one. */
export function fieldChanges(object: ObjectRef, before: unknown, after: unknown): readonly FieldChange[] {
  if (before === undefined || after === undefined) return [changeOf(object, '', before, after)];
  return [...changesAt(object, '', before, after)];
}

function* changesAt(object: ObjectRef, path: string, before: unknown, after: unknown): Generator<FieldChange> {
  if (isDeepStrictEqual(before, after)) return;
  if (isObject(before) && isObject(after)) {
    for (const field of new Set([...Object.keys(before), ...Object.keys(after)])) {
      yield* changesAt(object, childPath(path, field), before[field], after[field]);
    }
  } else if (Array.isArray(before) && Array.isArray(after)) {
    yield* listChanges(object, path, before, after);
  } else {
    yield changeOf(object, path, before, after);
  }
}

function* listChanges(
  object: ObjectRef,
  path: string,
  before: readonly unknown[],
  after: readonly unknown[],
): Generator<FieldChange> {
  const [old, now] = [namesOf(before), namesOf(after)];
  if (old === undefined || now === undefined) {
    if (before.length !== after.length) yield changeOf(object, path, before, after);
    else
      for (const [index, item] of after.entries()) yield* changesAt(object, keyPath(path, index), before[index], item);
    return;
  }
  for (const [name, item] of now) yield* changesAt(object, keyPath(path, name), old.get(name), item);
  for (const [name, item] of old) if (!now.has(name)) yield* changesAt(object, keyPath(path, name), item, undefined);
}

/** What names an entry, best first. */
const NAMES = ['name', 'host', 'path', 'port', 'containerPort', 'ip', 'mountPath'];

/** Entries by name; undefined where they have none, or share one. */
function namesOf(list: readonly unknown[]): ReadonlyMap<string, unknown> | undefined {
  for (const field of NAMES) {
    const names = list.map((item) => (isObject(item) ? item[field] : undefined));
    const named = names.every((name) => typeof name === 'string' || typeof name === 'number');
    if (named && new Set(names).size === list.length)
      return new Map(list.map((item, index) => [String(names[index]), item]));
  }
  return undefined;
}

function changeOf(object: ObjectRef, path: string, before: unknown, after: unknown): FieldChange {
  return {
    object,
    path,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}
