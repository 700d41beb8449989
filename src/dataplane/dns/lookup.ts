import { parseIP } from '../../terms/ip';
import { reverseName } from '../../terms/reverse-name';
import type { DnsAnswer, DnsQuestion, ResolverConfig } from './answer';

/** Asks a DNS server one absolute question. */
export type Ask = (question: DnsQuestion) => DnsAnswer;

/**
 * The absolute names that a resolver tries for a name, in this order (resolv.conf(5)): a name with a trailing dot
 * alone; one with at least `ndots` dots as it is first, others through the search list first.
 */
export function candidateNames(
  name: string,
  { search, ndots }: Pick<ResolverConfig, 'search' | 'ndots'>,
): readonly string[] {
  if (name.endsWith('.')) return [name];
  const searched = search.map((domain) => (domain === '.' ? `${name}.` : `${name}.${domain}.`));
  const dots = name.split('.').length - 1;
  return dots >= ndots ? [`${name}.`, ...searched] : [...searched, `${name}.`];
}

/**
 * `getaddrinfo` for IPv4: the first candidate that has addresses. As glibc sorts them (RFC 6724, rule 9), those of the
 * client's own network, a node's /24, come first, the longer the prefix that they share with the client the earlier: by a
 * headless name a Pod on the client's node wins.
 *
 * @param own the client's address
 */
export function addressesOf(name: string, resolver: ResolverConfig, ask: Ask, own?: string): readonly string[] {
  if (name.toLowerCase() === 'localhost' || name.toLowerCase() === 'localhost.') return ['127.0.0.1'];
  if (parseIP(name) !== undefined) return [name];
  for (const candidate of candidateNames(name, resolver)) {
    const { records } = ask({ name: candidate, type: 'A' });
    const addresses = records.filter(({ type }) => type === 'A').map(({ data }) => data);
    if (addresses.length > 0) return nearestFirst(addresses, own);
  }
  return [];
}

/** `dig +search`: the first candidate that exists, whether or not it has such records. */
export function dig({ name, type }: DnsQuestion, resolver: ResolverConfig, ask: Ask): DnsAnswer {
  let answer: DnsAnswer = { rcode: 'NXDOMAIN', records: [] };
  for (const candidate of digNames({ name, type }, resolver)) {
    answer = ask({ name: candidate, type });
    if (answer.rcode === 'NOERROR') break;
  }
  return answer;
}

/**
 * The absolute names that `dig +search` tries, in this order. Unlike glibc it does not come back to the search list when
 * it began with the name as it is. PTR takes an address.
 */
export function digNames(
  { name, type }: DnsQuestion,
  resolver: Pick<ResolverConfig, 'search' | 'ndots'>,
): readonly string[] {
  const reversed = type === 'PTR' ? reverseName(name) : undefined;
  const names = reversed === undefined ? candidateNames(name, resolver) : [reversed];
  return names[0] === `${name}.` ? [names[0]] : names;
}

/** Addresses of the client's own /24 before the others, those with more leading bits of its own first; else in their order. */
export function nearestFirst(addresses: readonly string[], own: string | undefined): readonly string[] {
  const ownBits = own === undefined ? undefined : parseIP(own)?.bits;
  if (ownBits === undefined || addresses.length < 2) return addresses;
  const distance = (address: string) => bitLength((parseIP(address)?.bits ?? 0n) ^ ownBits);
  const distances = new Map(addresses.map((address) => [address, Math.min(distance(address), FAR)]));
  return [...addresses].sort((a, b) => (distances.get(a) ?? FAR) - (distances.get(b) ?? FAR));
}

/** Outside of a /24 nothing is nearer than anything else. */
const FAR = 9;

function bitLength(bits: bigint): number {
  return bits === 0n ? 0 : bits.toString(2).length;
}
