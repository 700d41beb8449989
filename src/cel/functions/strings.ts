import { re2Search } from '../../runtime/re2-pattern';
import { affordable } from '../frame';
import type { Value } from '../values';
import { CelError, isList } from '../values';
import { sizeOf } from './conversions';
import { formatText } from './format-text';
import type { Functions, Methods } from './overloads';
import { integer, ofText, text } from './overloads';

export const STRING_FUNCTIONS: Functions = {
  matches: (of, pattern) => matches(text(of), text(pattern)),
  'strings.quote': (of) => JSON.stringify(text(of)),
};

/** Of texts: those of CEL, its extension for strings (version 2), and find and findAll of Kubernetes. Positions count characters. */
export const STRING_METHODS: Methods = {
  size: ofText((of) => sizeOf(of)),
  contains: ofText((of, part) => of.includes(text(part))),
  startsWith: ofText((of, part) => of.startsWith(text(part))),
  endsWith: ofText((of, part) => of.endsWith(text(part))),
  matches: ofText((of, pattern) => matches(of, text(pattern))),
  charAt: ofText((of, index) => charAt([...of], integer(index))),
  indexOf: ofText((of, part, from) => indexOf([...of], [...text(part)], from === undefined ? 0 : integer(from))),
  lastIndexOf: ofText((of, part, from) => lastIndexOf([...of], [...text(part)], from)),
  lowerAscii: ofText((of) => of.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())),
  upperAscii: ofText((of) => of.replace(/[a-z]+/g, (letters) => letters.toUpperCase())),
  trim: ofText((of) => of.trim()),
  replace: ofText((of, from, to, count) => replace(of, text(from), text(to), count)),
  reverse: ofText((of) => [...of].reverse().join('')),
  split: ofText((of, by, count) => split(of, text(by), count)),
  substring: ofText((of, from, to) => substring([...of], integer(from), to)),
  format: ofText((of, args) => formatText(of, args !== undefined && isList(args) ? args : [])),
  find: ofText((of, pattern) => searched(of, text(pattern), 1)[0] ?? ''),
  findAll: ofText((of, pattern, count) => searched(of, text(pattern), count === undefined ? -1 : integer(count))),
  join: (of, by) => (isList(of) ? joined(of.map(text), by === undefined ? '' : text(by)) : undefined),
};

function joined(parts: readonly string[], by: string): string {
  affordable(parts.reduce((sum, { length }) => sum + length + by.length, 0));
  return parts.join(by);
}

function matches(of: string, pattern: string): boolean {
  return compiled(pattern).test(of);
}

function searched(of: string, pattern: string, count: number): readonly string[] {
  return compiled(pattern).find(of, count < 0 ? Infinity : count);
}

function compiled(pattern: string) {
  const search = re2Search(pattern);
  if (search === undefined) throw new CelError(`error parsing regexp: ${JSON.stringify(pattern)}`);
  return search;
}

function charAt(of: readonly string[], index: number): string {
  if (index < 0 || index > of.length) throw new CelError(`index out of range: ${index}`);
  return of[index] ?? '';
}

function indexOf(of: readonly string[], part: readonly string[], from: number): bigint {
  if (from < 0 || from >= of.length + (part.length === 0 ? 1 : 0)) {
    if (of.length === 0 && from === 0) return -1n;
    throw new CelError(`index out of range: ${from}`);
  }
  return find(of, part, from, 1);
}

function lastIndexOf(of: readonly string[], part: readonly string[], from: Value | undefined): bigint {
  if (from === undefined) return find(of, part, of.length - part.length, -1);
  const last = integer(from);
  if (last < 0 || last >= of.length) throw new CelError(`index out of range: ${last}`);
  return find(of, part, Math.min(last, of.length - part.length), -1);
}

function find(of: readonly string[], part: readonly string[], from: number, step: number): bigint {
  for (let at = from; at >= 0 && at + part.length <= of.length; at += step) {
    if (part.every((character, index) => of[at + index] === character)) return BigInt(at);
  }
  return -1n;
}

function replace(of: string, from: string, to: string, count: Value | undefined): string {
  const limit = count === undefined ? -1 : integer(count);
  const parts = split(of, from, undefined);
  const replaced = limit < 0 ? parts.length - 1 : Math.min(limit, parts.length - 1);
  affordable(of.length + replaced * to.length);
  const head = parts.slice(0, replaced + 1).join(to);
  return [head, ...parts.slice(replaced + 1)].join(from);
}

function split(of: string, by: string, count: Value | undefined): string[] {
  const limit = count === undefined ? -1 : integer(count);
  if (limit === 0) return [];
  const parts = by === '' ? [...of] : of.split(by);
  if (limit < 0 || parts.length <= limit) return parts;
  return [...parts.slice(0, limit - 1), parts.slice(limit - 1).join(by)];
}

function substring(of: readonly string[], from: number, to: Value | undefined): string {
  const end = to === undefined ? of.length : integer(to);
  if (from < 0 || from > of.length) throw new CelError(`index out of range: ${from}`);
  if (end < 0 || end > of.length) throw new CelError(`index out of range: ${end}`);
  if (from > end) throw new CelError(`invalid substring range. start: ${from}, end: ${end}`);
  return of.slice(from, end).join('');
}
