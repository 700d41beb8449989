import { isDeepStrictEqual } from 'node:util';
import { isObject } from '../terms/json';

/** A step of JSON Patch (RFC 6902) from one value to another. */
export type Step =
  | { readonly op: 'remove'; readonly path: string }
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: unknown };

/** The steps that make `from` into `to`, field by field and item by item; lists of other lengths are replaced. */
export function* stepsBetween(from: unknown, to: unknown, path = ''): Generator<Step> {
  if (isDeepStrictEqual(from, to)) return;
  if (Array.isArray(from) && Array.isArray(to) && from.length === to.length) {
    for (const [index, item] of from.entries()) yield* stepsBetween(item, to[index], `${path}/${index}`);
    return;
  }
  if (!isObject(from) || !isObject(to)) {
    yield { op: 'replace', path, value: to };
    return;
  }
  for (const name of new Set([...Object.keys(from), ...Object.keys(to)])) {
    const place = `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (!Object.hasOwn(to, name)) yield { op: 'remove', path: place };
    else if (!Object.hasOwn(from, name)) yield { op: 'add', path: place, value: to[name] };
    else yield* stepsBetween(from[name], to[name], place);
  }
}
