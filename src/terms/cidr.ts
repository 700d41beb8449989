import type { IPFamily } from './ip';
import { formatIP, isMapped, parseIPv4, parseIPv6 } from './ip';

/** An address and a prefix length: `10.96.0.0/16`. */
export interface Cidr {
  readonly family: IPFamily;
  /** The address as written, host bits and all, as a number. */
  readonly address: bigint;
  /** The first address of the network. */
  readonly first: bigint;
  /** The last address of the network, the broadcast address of an IPv4 one. */
  readonly last: bigint;
  /** 0-32 for IPv4, 0-128 for IPv6. */
  readonly prefixLength: number;
}

/**
 * Reads a CIDR as generously as the API server does for the fields of its old kinds (Go's `netutils.ParseCIDRSloppy`):
 * leading zeros are decimal, also in the prefix length, and host bits may be set. Undefined for anything else.
 */
export function parseCidr(text: string): Cidr | undefined {
  const slash = text.indexOf('/');
  if (slash < 0) return undefined;
  const [address, length] = [text.slice(0, slash), text.slice(slash + 1)];
  const family = address.includes(':') ? 'IPv6' : 'IPv4';
  const bits = family === 'IPv6' ? parseIPv6(address) : parseIPv4(address);
  const width = family === 'IPv6' ? 128 : 32;
  if (bits === undefined || !/^\d+$/.test(length) || Number(length) > width) return undefined;
  const prefixLength = Number(length);
  const hosts = (1n << BigInt(width - prefixLength)) - 1n;
  return {
    family,
    address: bits,
    first: (bits >> BigInt(width - prefixLength)) << BigInt(width - prefixLength),
    last: bits | hosts,
    prefixLength,
  };
}

/** Several CIDRs that are known to be well formed. */
export function cidrsOf(...texts: readonly string[]): readonly Cidr[] {
  return texts.flatMap((text) => parseCidr(text) ?? []);
}

/** The canonical text of a CIDR's network, without host bits. */
export function formatCidr({ family, first, prefixLength }: Cidr): string {
  return `${formatIP({ family, bits: first })}/${prefixLength}`;
}

/** Whether an address lies in the network. An IPv4-mapped one, or a network of them, counts as the IPv4 one (Go's `Contains`). */
export function cidrContains(cidr: Cidr, ip: Address): boolean {
  if (cidr.family === 'IPv4' && ip.family === 'IPv4') return ip.bits >= cidr.first && ip.bits <= cidr.last;
  const [first, last] = [unmapped({ ...cidr, bits: cidr.first }), unmapped({ ...cidr, bits: cidr.last })];
  const { family, bits } = unmapped(ip);
  return family === first.family && bits >= first.bits && bits <= last.bits;
}

type Address = { readonly family: IPFamily; readonly bits: bigint };

function unmapped({ family, bits }: Address): Address {
  return family === 'IPv6' && isMapped(bits) ? { family: 'IPv4', bits: bits & 0xffff_ffffn } : { family, bits };
}
