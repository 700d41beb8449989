import { parseCidr } from './cidr';
import type { IP } from './ip';
import { formatIP, parseIP } from './ip';

/** From this minor version on, the old fields take addresses as strictly as new ones (StrictIPCIDRValidation, KEP-4858). */
const STRICT_SINCE = 36;

/** What the API server says of an address in one of the fields that have been there from the beginning. */
export function legacyIPErrors(text: string, minor: number): string[] {
  const ip = parseIP(text);
  if (ip === undefined) return ['must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)'];
  if (minor < STRICT_SINCE) return [];
  if (ip.leadingZeros) return ['must not have leading 0s'];
  return ip.mapped ? ['must not be an IPv4-mapped IPv6 address'] : [];
}

/** What the API server says of an address in a newer field, where there is one way only to write it. */
export function strictIPErrors(text: string): string[] {
  const malformed = legacyIPErrors(text, STRICT_SINCE);
  const ip = parseIP(text);
  if (malformed.length > 0 || ip === undefined) return malformed;
  const canonical = formatIP(ip);
  return canonical === text ? [] : [`must be in canonical form ("${canonical}")`];
}

/** What the API server says of a CIDR in one of these fields. */
export function legacyCidrErrors(text: string, minor: number): string[] {
  const cidr = parseCidr(text);
  if (cidr === undefined) return ['must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)'];
  if (minor < STRICT_SINCE) return [];
  const { leadingZeros, mapped } = cidrForm(text);
  if (leadingZeros) return ['must not have leading 0s in IP or prefix length'];
  if (mapped) return ['must not have an IPv4-mapped IPv6 address'];
  return cidr.address === cidr.first ? [] : ['must not have bits set beyond the prefix length'];
}

/** What the API server says of an address that nothing can be sent to from elsewhere. */
export function specialIPErrors(text: string): string[] {
  const ip = parseIP(text);
  if (ip === undefined) return [];
  if (ip.bits === 0n) return [`may not be unspecified (${text})`];
  if (isLoopback(ip)) return ['may not be in the loopback range (127.0.0.0/8, ::1/128)'];
  if (isLinkLocal(ip)) return ['may not be in the link-local range (169.254.0.0/16, fe80::/10)'];
  if (isLinkLocalMulticast(ip)) return ['may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)'];
  return [];
}

/** What the API server warns of, after the path, where an address is one that it takes no longer, or not in canonical form. */
export function ipWarning(text: string, minor: number): string | undefined {
  const ip = parseIP(text);
  if (ip === undefined) return undefined;
  if (ip.leadingZeros || ip.mapped) {
    return `non-standard IP address "${text}" ${nonStandard(minor)}: use "${formatIP(ip)}"`;
  }
  const canonical = ip.family === 'IPv4' ? text : formatIP(ip);
  if (canonical === text) return undefined;
  return `IPv6 address "${text}" should be in RFC 5952 canonical format ("${canonical}")`;
}

/** The same for a CIDR, of which several things may be odd. */
export function cidrWarnings(text: string, minor: number): string[] {
  const cidr = parseCidr(text);
  if (cidr === undefined) return [];
  const { family, address, first, prefixLength } = cidr;
  const isMapped = address >> 32n === MAPPED;
  const network =
    isMapped && prefixLength >= 96
      ? `${lastFourOctets(first)}/${prefixLength - 96}`
      : `${formatIP({ family, bits: first })}/${prefixLength}`;
  const warnings: string[] = [];
  if (address !== first) {
    const single = isMapped
      ? `${lastFourOctets(address)}/128`
      : `${formatIP({ family, bits: address })}/${family === 'IPv4' ? 32 : 128}`;
    warnings.push(`CIDR value "${text}" is ambiguous in this context (should be "${network}" or "${single}"?)`);
  }
  const { leadingZeros, mapped } = cidrForm(text);
  if (leadingZeros || mapped) {
    warnings.push(`non-standard CIDR value "${text}" ${nonStandard(minor)}: use "${network}"`);
  }
  if (warnings.length === 0 && family === 'IPv6' && network !== text) {
    warnings.push(`IPv6 CIDR value "${text}" should be in RFC 5952 canonical format ("${network}")`);
  }
  return warnings;
}

/** What stands before the four octets of an IPv4 address that is written as one of IPv6. */
const MAPPED = 0xffffn;

/** Go prints such addresses as those of IPv4. */
function lastFourOctets(bits: bigint): string {
  return formatIP({ family: 'IPv4', bits: bits & 0xffffffffn });
}

function cidrForm(text: string): Pick<IP, 'leadingZeros' | 'mapped'> {
  const [address = '', length = ''] = text.split('/');
  const { leadingZeros = false, mapped = false } = parseIP(address) ?? {};
  return { leadingZeros: leadingZeros || /^0\d/.test(length), mapped };
}

function nonStandard(minor: number): string {
  return minor < 37 ? 'will be considered invalid in a future Kubernetes release' : 'is invalid';
}

function isLoopback({ family, bits }: IP): boolean {
  return family === 'IPv4' ? bits >> 24n === 127n : bits === 1n;
}

function isLinkLocal({ family, bits }: IP): boolean {
  return family === 'IPv4' ? bits >> 16n === 0xa9fen : bits >> 118n === 0xfe80n >> 6n;
}

/** Of IPv6 any address with link-local scope, whatever its flags, though the sentence says ff02. */
function isLinkLocalMulticast({ family, bits }: IP): boolean {
  return family === 'IPv4' ? bits >> 8n === 0xe00000n : bits >> 120n === 0xffn && ((bits >> 112n) & 0xfn) === 2n;
}
