/** IP addresses, read as the API server reads them. */

export type IPFamily = 'IPv4' | 'IPv6';

/** The family of an address, a CIDR or a range of addresses, whether or not it is well formed. */
export function familyOf(text: string): IPFamily {
  return text.includes(':') ? 'IPv6' : 'IPv4';
}

/** The type of the DNS records that hold addresses of a family. */
export const RECORD_TYPES: Readonly<Record<IPFamily, 'A' | 'AAAA'>> = { IPv4: 'A', IPv6: 'AAAA' };

/** The first of several addresses that is of a family. */
export function addressIn(addresses: readonly string[], family: IPFamily): string | undefined {
  return addresses.find((address) => familyOf(address) === family);
}

/** The families that some addresses are of, IPv4 first. */
export function familiesIn(addresses: readonly string[]): readonly IPFamily[] {
  return FAMILIES.filter((family) => addressIn(addresses, family) !== undefined);
}

const FAMILIES = ['IPv4', 'IPv6'] as const;

/** One IP address. */
export interface IP {
  readonly family: IPFamily;
  /** The address as a number: 32 bits of an IPv4 address, 128 of an IPv6 one. */
  readonly bits: bigint;
  /** Whether it was written as an IPv4-mapped IPv6 address (`::ffff:10.0.0.1`), which counts as the IPv4 address. */
  readonly mapped: boolean;
  /** Whether it was written with zeros that strict readers refuse: `010.0.0.1`, `00001::`. */
  readonly leadingZeros: boolean;
}

/** What an IPv4-mapped IPv6 address has before its last 32 bits. */
const MAPPED = 0xffffn;

/** A decimal part with a zero before its digits, or a group of more than four. */
const LEADING_ZEROS = /(?:^|\.|:)0\d+\.|\.0\d+(?:\.|$)|[0-9a-f]{5,}/i;

/**
 * Reads an address as generously as the API server does for the fields of its old kinds (Go's `netutils.ParseIPSloppy`):
 * leading zeros are decimal, an IPv4-mapped IPv6 address is the IPv4 address. Undefined for anything else.
 */
export function parseIP(text: string): IP | undefined {
  const bits = text.includes(':') ? parseIPv6(text) : parseIPv4(text);
  if (bits === undefined) return undefined;
  const leadingZeros = LEADING_ZEROS.test(text);
  if (!text.includes(':')) return { family: 'IPv4', bits, mapped: false, leadingZeros };
  const mapped = isMapped(bits);
  return { family: mapped ? 'IPv4' : 'IPv6', bits: mapped ? bits & 0xffff_ffffn : bits, mapped, leadingZeros };
}

/** Whether 128 bits are those of an IPv4-mapped address. */
export function isMapped(bits: bigint): boolean {
  return bits >> 32n === MAPPED;
}

/** The canonical text of an address (RFC 5952): `10.0.0.1`, `fd00::1`; of a mapped one the IPv4 address. */
export function formatIP({ family, bits }: Pick<IP, 'family' | 'bits'>): string {
  return family === 'IPv4' ? formatIPv4(bits) : formatIPv6(bits);
}

/** Whether an address is written in its canonical form, which leading zeros, capitals and mapped addresses are not. */
export function isCanonicalIP(text: string): boolean {
  const ip = parseIP(text);
  return ip !== undefined && !ip.mapped && formatIP(ip) === text;
}

/** 32 bits from four decimal parts; leading zeros do not make them octal. */
export function parseIPv4(text: string): bigint | undefined {
  let bits = 0;
  let part = 0;
  let digits = 0;
  let parts = 1;
  for (let index = 0; index < text.length; index++) {
    const digit = text.charCodeAt(index) - ZERO;
    if (digit >= 0 && digit <= 9) {
      part = part * 10 + digit;
      digits++;
      if (part > 255) return undefined;
    } else {
      if (digit !== DOT || digits === 0) return undefined;
      bits = bits * 256 + part;
      part = digits = 0;
      parts++;
    }
  }
  return parts === 4 && digits > 0 ? BigInt(bits * 256 + part) : undefined;
}

const ZERO = '0'.charCodeAt(0);
const DOT = '.'.charCodeAt(0) - ZERO;

/** 128 bits, an IPv4-mapped address among them; `::` stands for at least one group. */
export function parseIPv6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half, index) => groupsOf(half, index === halves.length - 1));
  if (head === undefined) return undefined;
  if (halves.length === 1) return head.length === 8 ? join(head) : undefined;
  if (tail === undefined || head.length + tail.length > 7) return undefined;
  return join([...head, ...new Array<number>(8 - head.length - tail.length).fill(0), ...tail]);
}

/** The 16-bit groups of one side of a `::`; only the last side may end in an IPv4 address. */
function groupsOf(text: string, last: boolean): number[] | undefined {
  if (text === '') return [];
  const parts = text.split(':');
  const groups: number[] = [];
  for (const [index, part] of parts.entries()) {
    if (last && index === parts.length - 1 && part.includes('.')) {
      const ipv4 = parseIPv4(part);
      if (ipv4 === undefined) return undefined;
      groups.push(Number(ipv4 >> 16n), Number(ipv4 & 0xffffn));
    } else {
      if (!/^0*[0-9a-fA-F]{1,4}$/.test(part)) return undefined;
      groups.push(Number.parseInt(part, 16));
    }
  }
  return groups;
}

function join(groups: readonly number[]): bigint {
  return groups.reduce((bits, group) => (bits << 16n) | BigInt(group), 0n);
}

function formatIPv4(bits: bigint): string {
  const number = Number(bits);
  return `${number >>> 24}.${(number >>> 16) & 255}.${(number >>> 8) & 255}.${number & 255}`;
}

function formatIPv6(bits: bigint): string {
  if (bits >> 32n === MAPPED) return `::ffff:${formatIPv4(bits & 0xffff_ffffn)}`;
  const groups = Array.from({ length: 8 }, (_, index) => Number((bits >> BigInt(112 - 16 * index)) & 0xffffn));
  const zeros = longestZeroRun(groups);
  const hex = (list: readonly number[]) => list.map((group) => group.toString(16)).join(':');
  if (zeros.length < 2) return hex(groups);
  return `${hex(groups.slice(0, zeros.start))}::${hex(groups.slice(zeros.start + zeros.length))}`;
}

/** The first of the longest runs of zero groups, which `::` stands for. */
function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let longest = { start: 0, length: 0 };
  let start = 0;
  for (const [index, group] of groups.entries()) {
    if (group !== 0) start = index + 1;
    else if (index + 1 - start > longest.length) longest = { start, length: index + 1 - start };
  }
  return longest;
}
