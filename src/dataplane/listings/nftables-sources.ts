import type { Cidr } from '../../terms/cidr';
import type { IPFamily } from '../../terms/ip';
import { formatIP, parseIP } from '../../terms/ip';

interface Interval {
  first: bigint;
  last: bigint;
}

/**
 * The addresses of a rule as nft lists them: one of them plainly, several in braces, where those that overlap or touch
 * have become one, sorted by address.
 */
export function sourceSet(family: IPFamily, ranges: readonly Cidr[], addresses: readonly string[]): string {
  const single = addresses
    .flatMap((address) => parseIP(address) ?? [])
    .map(({ bits }) => ({ first: bits, last: bits }));
  const given: Interval[] = [...ranges.map(({ first, last }) => ({ first, last })), ...single];
  const merged: Interval[] = [];
  for (const { first, last } of given.sort((a, b) => (a.first < b.first ? -1 : 1))) {
    const before = merged.at(-1);
    if (before === undefined || first > before.last + 1n) merged.push({ first, last });
    else if (last > before.last) before.last = last;
  }
  const texts = merged.map((interval) => intervalText(family, interval));
  return given.length === 1 ? texts.join() : `{ ${texts.join(', ')} }`;
}

/** An address, a prefix where the interval is one, else `first-last`. */
function intervalText(family: IPFamily, { first, last }: Interval): string {
  const text = formatIP({ family, bits: first });
  if (first === last) return text;
  const size = last - first + 1n;
  const isPrefix = (size & (size - 1n)) === 0n && first % size === 0n;
  return isPrefix
    ? `${text}/${(family === 'IPv4' ? 32 : 128) - (size.toString(2).length - 1)}`
    : `${text}-${formatIP({ family, bits: last })}`;
}
