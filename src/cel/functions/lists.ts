import { BINARY } from '../arithmetic';
import { compare, equal } from '../equality';
import type { Value } from '../values';
import { CelError, isList, isMap, noSuchOverload } from '../values';
import { sizeOf } from './conversions';
import type { Functions, Method, Methods } from './overloads';
import { integer } from './overloads';

type List = readonly Value[];

export const LIST_FUNCTIONS: Functions = {
  'sets.contains': (all, some) => isSubset(listOf(some), listOf(all)),
  'sets.equivalent': (a, b) => isSubset(listOf(a), listOf(b)) && isSubset(listOf(b), listOf(a)),
  'sets.intersects': (a, b) => listOf(a).some((item) => isAmong(item, listOf(b))),
  'lists.range': (count) => Array.from({ length: boundedLength(integer(count)) }, (_, index) => BigInt(index)),
};

export const LIST_METHODS: Methods = {
  size: (of) => (isList(of) || isMap(of) || of instanceof Uint8Array ? sizeOf(of) : undefined),
  isSorted: ofList((of) => of.every((item, index) => index === 0 || order(of[index - 1], item) <= 0)),
  sum: ofList((of) => of.reduce((sum, item) => (BINARY['+'] ?? noSum)(sum, item), firstZero(of))),
  min: ofList((of) => extreme(of, -1)),
  max: ofList((of) => extreme(of, 1)),
  indexOf: ofList((of, wanted) => BigInt(of.findIndex((item) => equal(item, wanted ?? null)))),
  lastIndexOf: ofList((of, wanted) => BigInt(of.findLastIndex((item) => equal(item, wanted ?? null)))),
  slice: ofList((of, from, to) => slice(of, integer(from), integer(to))),
  flatten: ofList((of, depth) => flatten(of, depth === undefined ? 1 : integer(depth))),
  sort: ofList((of) => [...of].sort(order)),
  distinct: ofList((of) => of.filter((item, index) => of.findIndex((other) => equal(other, item)) === index)),
  first: ofList(([first]) => first ?? noItem()),
  last: ofList((of) => of.at(-1) ?? noItem()),
};

function ofList(method: (of: List, ...args: Value[]) => Value): Method {
  return (of, ...args) => (isList(of) ? method(of, ...args) : undefined);
}

function listOf(value: Value | undefined): List {
  if (value === undefined || !isList(value)) throw noSuchOverload();
  return value;
}

function isSubset(some: List, all: List): boolean {
  return some.every((item) => isAmong(item, all));
}

function isAmong(item: Value, all: List): boolean {
  return all.some((other) => equal(other, item));
}

const MAX_RANGE = 1_000_000;

function boundedLength(count: number): number {
  if (count < 0 || count > MAX_RANGE) throw new CelError(`lists.range: ${count} is out of range`);
  return count;
}

function order(a: Value | undefined, b: Value | undefined): number {
  return compare(a ?? null, b ?? null) ?? 0;
}

/** What a sum begins with depends on what is summed. */
function firstZero([first]: List): Value {
  if (first === undefined || typeof first === 'bigint') return 0n;
  return typeof first === 'number' ? 0 : ((BINARY['-'] ?? noSum)(first, first) ?? null);
}

function noSum(): never {
  throw noSuchOverload();
}

function extreme(of: List, sign: number): Value {
  const [first, ...rest] = of;
  if (first === undefined) throw new CelError(`${sign < 0 ? 'min' : 'max'} called on empty list`);
  return rest.reduce((best, item) => (order(item, best) * sign > 0 ? item : best), first);
}

function slice(of: List, from: number, to: number): Value {
  if (from < 0 || to > of.length || from > to)
    throw new CelError(`cannot slice(${from}, ${to}), list is length ${of.length}`);
  return of.slice(from, to);
}

function flatten(of: List, depth: number): List {
  return depth <= 0 ? of : of.flatMap((item) => (isList(item) ? flatten(item, depth - 1) : [item]));
}

function noItem(): never {
  throw new CelError('index out of bounds: 0');
}
