import type { Cidr } from '../../terms/cidr';
import { cidrContains, cidrsOf } from '../../terms/cidr';
import { formatIP, parseIP } from '../../terms/ip';
import type { Client } from './clients';
import { outside } from './clients';

/** So many ranges of a Service are tried. */
const MAX_RANGES = 3;

/** Addresses for documentation (RFC 5737), which nobody has. */
const STRANGERS = ['192.0.2.1', '198.51.100.1', '203.0.113.1'];

/** Clients outside of each of the first IPv4 ranges, and one of none of them, if there is any left. */
export function rangeClients(texts: readonly string[]): {
  readonly inside: readonly Client[];
  readonly stranger: readonly Client[];
} {
  const ranges = cidrsOf(...texts.map((text) => text.trim())).filter(({ family }) => family === 'IPv4');
  const stranger = STRANGERS.find((text) => !ranges.some((range) => holds(range, text)));
  return {
    inside: ranges.slice(0, MAX_RANGES).map((range) => clientOf(someAddressOf(range))),
    stranger: stranger === undefined || ranges.length === 0 ? [] : [clientOf(stranger)],
  };
}

function clientOf(address: string): Client {
  return { from: { outside: true, address }, label: `${outside.label} ${address}` };
}

function holds(range: Cidr, text: string): boolean {
  const ip = parseIP(text);
  return ip !== undefined && cidrContains(range, ip);
}

/** The one before the last, which is nobody's gateway; of everything one for documentation. */
function someAddressOf(range: Cidr): string {
  const free = STRANGERS.find((text) => holds(range, text));
  return free ?? formatIP({ family: 'IPv4', bits: range.prefixLength < 31 ? range.last - 1n : range.first });
}
