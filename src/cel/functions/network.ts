import type { Cidr } from '../../terms/cidr';
import { cidrContains, formatCidr, parseCidr } from '../../terms/cidr';
import type { IP } from '../../terms/ip';
import { formatIP, isCanonicalIP, isMapped, parseIP } from '../../terms/ip';
import { CelError, Opaque } from '../values';
import type { Value } from '../values';
import type { Functions, Methods } from './overloads';
import { ofClass, text } from './overloads';

class Address extends Opaque {
  readonly type = 'net.IP';
  readonly key: string;

  constructor(readonly ip: Pick<IP, 'family' | 'bits'>) {
    super();
    this.key = formatIP(ip);
  }
}

class Range extends Opaque {
  readonly type = 'net.CIDR';

  constructor(
    readonly cidr: Cidr,
    readonly key: string,
  ) {
    super();
  }
}

/** Addresses as the API server takes them in CEL: no zones, no IPv4 address in the form of IPv6. */
function addressOf(given: string): IP | undefined {
  const ip = parseIP(given);
  return ip === undefined || given.includes('%') || (given.includes(':') && isMapped(ip.bits)) ? undefined : ip;
}

export const NETWORK_FUNCTIONS: Functions = {
  isIP: (of) => addressOf(text(of)) !== undefined,
  ip: (of) => parsedAddress(text(of)),
  'ip.isCanonical': (of) => isCanonicalIP(text(of)),
  isCIDR: (of) => parseCidr(text(of)) !== undefined,
  cidr: (of) => parsedRange(text(of)),
};

export const NETWORK_METHODS: Methods = {
  family: ofClass(Address, ({ ip }) => (ip.family === 'IPv4' ? 4n : 6n)),
  isUnspecified: ofClass(Address, ({ ip }) => ip.bits === 0n),
  isLoopback: ofClass(Address, (of) => isIn(of, '127.0.0.0/8', '::1/128')),
  isLinkLocalMulticast: ofClass(Address, (of) => isIn(of, '224.0.0.0/24', 'ff02::/16')),
  isLinkLocalUnicast: ofClass(Address, (of) => isIn(of, '169.254.0.0/16', 'fe80::/10')),
  isGlobalUnicast: ofClass(Address, isGlobalUnicast),
  containsIP: ofClass(Range, ({ cidr }, ip) => contains(cidr, ip instanceof Address ? ip : parsedAddress(text(ip)))),
  containsCIDR: ofClass(Range, ({ cidr }, given) => {
    const { cidr: other } = given instanceof Range ? given : parsedRange(text(given));
    const first = { family: other.family, bits: other.first };
    return other.prefixLength >= cidr.prefixLength && contains(cidr, new Address(first));
  }),
  ip: ofClass(Range, ({ cidr }) => new Address({ family: cidr.family, bits: cidr.address })),
  masked: ofClass(Range, ({ cidr }) => rangeOf({ ...cidr, address: cidr.first })),
  prefixLength: ofClass(Range, ({ cidr }) => BigInt(cidr.prefixLength)),
};

function parsedAddress(given: string): Address {
  const ip = addressOf(given);
  if (ip === undefined)
    throw new CelError(`IP Address ${JSON.stringify(given)} parse error during conversion from string`);
  return new Address(ip);
}

function parsedRange(given: string): Range {
  const cidr = parseCidr(given);
  if (cidr === undefined)
    throw new CelError(`network address parse error during conversion from string: ${JSON.stringify(given)}`);
  return rangeOf(cidr);
}

function rangeOf(cidr: Cidr): Range {
  return new Range(cidr, formatCidr(cidr));
}

function contains(cidr: Cidr, { ip }: Address): Value & boolean {
  return cidrContains(cidr, ip);
}

function isIn({ ip }: Address, ...ranges: readonly string[]): boolean {
  return ranges.some((range) => cidrContains(parsedRange(range).cidr, ip));
}

function isGlobalUnicast(of: Address): boolean {
  const others = [
    '0.0.0.0/32',
    '::/128',
    '255.255.255.255/32',
    '127.0.0.0/8',
    '::1/128',
    '169.254.0.0/16',
    'fe80::/10',
  ];
  return !isIn(of, ...others, '224.0.0.0/4', 'ff00::/8');
}
