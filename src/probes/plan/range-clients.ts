import type { Cidr } from '../../terms/cidr';
import { cidrContains, cidrsOf } from '../../terms/cidr';
import type { IPFamily } from '../../terms/ip';
import { formatIP, parseIP } from '../../terms/ip';
import type { Client } from './clients';
import { outsideAt } from './clients';

/** So many ranges of a Service are tried. */
const MAX_RANGES = 3;

/** Addresses for documentation (RFC 5737, RFC 3849, RFC 9637), which nobody has. */
const STRANGERS: Readonly<Record<IPFamily, readonly string[]>> = {
  IPv4: ['192.0.2.1', '198.51.100.1', '203.0.113.1'],
  IPv6: ['2001:db8::1', '3fff::1'],
};

/**
 * Clients inside of each of the first ranges of a family, and one of none of them, if there is any left; nobody where no range is of
 * that family, which filters nothing.
 */
export function rangeClients(
  texts: readonly string[],
  family: IPFamily,
): {
  readonly inside: readonly Client[];
  readonly stranger: readonly Client[];
} {
  const ranges = cidrsOf(...texts.map((text) => text.trim())).filter((range) => range.family === family);
  const stranger = STRANGERS[family].find((text) => !ranges.some((range) => holds(range, text)));
  return {
    inside: ranges.slice(0, MAX_RANGES).map((range) => outsideAt(someAddressOf(range))),
    stranger: stranger === undefined || ranges.length === 0 ? [] : [outsideAt(stranger)],
  };
}

function holds(range: Cidr, text: string): boolean {
  const ip = parseIP(text);
  return ip !== undefined && cidrContains(range, ip);
}

/** The one before the last, which is nobody's gateway; of everything one for documentation. */
function someAddressOf(range: Cidr): string {
  const { family, first, last } = range;
  const free = STRANGERS[family].find((text) => holds(range, text));
  return free ?? formatIP({ family, bits: first === last || last - first === 1n ? first : last - 1n });
}
