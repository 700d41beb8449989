import type { IPFamily } from '../../terms/ip';
import { addressIn, familyOf, parseIP, RECORD_TYPES } from '../../terms/ip';
import { reverseName } from '../../terms/reverse-name';
import type { DnsAnswer, DnsQuestion, DnsRecord, ResolverConfig } from './answer';

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

/** What `getaddrinfo` has to know of the machine that it runs on. */
export interface Lookup {
  readonly name: string;
  /** The families that are asked for. */
  readonly families: readonly IPFamily[];
  /** The client's own addresses. */
  readonly own: readonly string[];
  /** Its /etc/hosts: addresses of names in lower case, `localhost` aside. */
  readonly hosts: ReadonlyMap<string, readonly string[]>;
}

/** The addresses that need no question: of an address, `localhost` and what /etc/hosts has; undefined: DNS is asked. */
export function writtenAddresses({ name, families, hosts }: Lookup): readonly string[] | undefined {
  if (parseIP(name) !== undefined) return [name];
  const host = name.toLowerCase();
  const written = LOCALHOST.has(host) ? LOOPBACK : hosts.get(host);
  if (written === undefined) return undefined;
  const found = families.flatMap((family) => written.filter((address) => familyOf(address) === family));
  return found.length === 0 ? undefined : bestFirst(found, []);
}

const LOCALHOST: ReadonlySet<string> = new Set(['localhost', 'localhost.']);
const LOOPBACK = ['127.0.0.1', '::1'];

/** `getaddrinfo`: all addresses of the first candidate that has any, best first; none when the name does not resolve. */
export function addressesOf(lookup: Lookup, resolver: ResolverConfig, ask: Ask): readonly string[] {
  const written = writtenAddresses(lookup);
  if (written !== undefined) return written;
  for (const candidate of candidateNames(lookup.name, resolver)) {
    const records = lookup.families.flatMap((family) => ask({ name: candidate, type: RECORD_TYPES[family] }).records);
    const addresses = addressesIn(records);
    if (addresses.length > 0) return bestFirst(addresses, lookup.own);
  }
  return [];
}

/** The addresses among records. */
export function addressesIn(records: readonly DnsRecord[]): readonly string[] {
  return records.filter(({ type }) => type === 'A' || type === 'AAAA').map(({ data }) => data);
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

/**
 * As glibc sorts addresses (RFC 6724): IPv6 first; of each family those first that share the longest prefix with the
 * client's own address (rule 9), so that by a headless name a Pod on the client's node wins.
 */
export function bestFirst(addresses: readonly string[], own: readonly string[]): readonly string[] {
  return (['IPv6', 'IPv4'] as const).flatMap((family) =>
    nearestFirst(
      addresses.filter((address) => familyOf(address) === family),
      addressIn(own, family),
    ),
  );
}

function nearestFirst(addresses: readonly string[], own: string | undefined): readonly string[] {
  const ip = own === undefined ? undefined : parseIP(own);
  if (ip === undefined || addresses.length < 2) return addresses;
  const distance = (address: string) => bitLength((parseIP(address)?.bits ?? 0n) ^ ip.bits);
  const distances = new Map(addresses.map((address) => [address, Math.min(distance(address), FAR[ip.family])]));
  return [...addresses].sort((a, b) => (distances.get(a) ?? 0) - (distances.get(b) ?? 0));
}

/** Of IPv4 only the client's own network counts, a node's /24: outside of it nothing is nearer than anything else. */
const FAR = { IPv4: 9, IPv6: 129 } as const;

function bitLength(bits: bigint): number {
  return bits === 0n ? 0 : bits.toString(2).length;
}
