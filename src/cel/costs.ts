import { TRAVERSAL } from './frame';
import type { Value } from './values';
import { isList, isMap, numberOf } from './values';

/** How long a call of a function takes, by what it is given; a method gets its target first. Those of cel-go, where it has one. */
export function costOf(name: string, args: readonly Value[]): number {
  const [first = 0, second = 0] = args.map(sizeOf);
  if (PRODUCTS.has(name)) return 1 + first * TRAVERSAL * Math.max(1, second * TRAVERSAL);
  if (name === 'lists.range') return 1 + Number(numberOf(args[0] ?? null) ?? 0) * TRAVERSAL;
  if (PAIRS.has(name)) return 1 + first * (args.length > 1 ? second : first) * TRAVERSAL;
  return 1 + args.reduce((sum: number, each) => sum + sizeOf(each), 0) * TRAVERSAL;
}

/** Something is looked for at each place of a text. */
const PRODUCTS: ReadonlySet<string> = new Set([
  ...['contains', 'find', 'findAll', 'indexOf', 'lastIndexOf', 'matches', 'replace', 'split'],
]);

/** Each item of a list is compared with each of another one, or of the same. */
const PAIRS: ReadonlySet<string> = new Set(['distinct', 'sets.contains', 'sets.equivalent', 'sets.intersects']);

/** What binary operators cost, beside comparing values, which counts for itself. */
export function costOfOperator(operator: string, a: Value, b: Value): number {
  if (operator === 'in') return 1 + (isList(b) ? b.length : 0);
  return 1 + (sizeOf(a) + sizeOf(b)) * TRAVERSAL;
}

function sizeOf(value: Value): number {
  if (typeof value === 'string' || isList(value) || value instanceof Uint8Array) return value.length;
  return isMap(value) ? value.size : 1;
}
