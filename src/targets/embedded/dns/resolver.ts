import net from 'node:net';
import type { DnsQuestion, ResolverConfig } from '../../../dataplane/dns/answer';
import type { Vantage } from '../../../terms/vantage';
import type { DnsClient, DnsServerPorts } from './client';
import type { DnsReply } from './messages';

/** What a resolver has to know about the machine that it runs on. */
export interface ResolverContext {
  resolverOf(from: Vantage): ResolverConfig;
  /** The address that a vantage point's packets leave with. */
  addressOf(from: Vantage): string;
  /** `/etc/hosts` of a vantage point. */
  hostsOf(from: Vantage): ReadonlyMap<string, string>;
  /** Where the DNS servers really listen. */
  readonly servers: Readonly<Record<'cluster' | 'host', DnsServerPorts>>;
}

/** Resolves names as clients in Pods do, by real queries. */
export class Resolver {
  constructor(
    private readonly client: DnsClient,
    private readonly context: ResolverContext,
  ) {}

  /** `getaddrinfo` of glibc: the IPv4 addresses of a name, best first; none when it does not resolve. */
  async lookup(from: Vantage, name: string): Promise<readonly string[]> {
    if (net.isIP(name) !== 0) return [name];
    const written = this.context.hostsOf(from).get(name.toLowerCase());
    if (written !== undefined) return [written];
    const config = this.context.resolverOf(from);
    for (const candidate of candidatesOf(name, config)) {
      const reply = await this.ask(config, { name: candidate, type: 'A' });
      const addresses = (reply?.records ?? []).filter(({ type }) => type === 'A').map(({ data }) => data);
      if (addresses.length > 0) return nearestFirst(addresses, this.context.addressOf(from));
    }
    return [];
  }

  /** `dig +search`: only NXDOMAIN moves on to the next name of the search list; the last reply counts. */
  async dig(from: Vantage, { name, type }: DnsQuestion): Promise<DnsReply | undefined> {
    const config = this.context.resolverOf(from);
    const address = type === 'PTR' && net.isIPv4(name) ? reverseName(name) : undefined;
    let reply: DnsReply | undefined;
    for (const candidate of address === undefined ? candidatesOf(name, config) : [address]) {
      reply = await this.ask(config, { name: candidate, type });
      if (reply?.rcode !== 'NXDOMAIN') return reply;
    }
    return reply;
  }

  private ask({ server }: ResolverConfig, question: DnsQuestion): Promise<DnsReply | undefined> {
    if (server === 'nobody') return Promise.resolve(undefined);
    return this.client.ask(this.context.servers[server], question);
  }
}

/** The absolute names that a name may stand for, in the order in which resolvers try them. */
export function candidatesOf(name: string, { search, ndots }: Pick<ResolverConfig, 'search' | 'ndots'>): string[] {
  if (name.endsWith('.')) return [name];
  const completed = search.map((domain) => `${name}.${domain.replace(/\.$/, '')}.`);
  const dots = name.split('.').length - 1;
  return dots >= ndots ? [`${name}.`, ...completed] : [...completed, `${name}.`];
}

/** `10.96.0.1` -> `1.0.96.10.in-addr.arpa.` */
export function reverseName(address: string): string {
  return `${address.split('.').reverse().join('.')}.in-addr.arpa.`;
}

/** Addresses of the client's own /24 before all others: RFC 6724 rule 9 as glibc applies it to IPv4. */
function nearestFirst(addresses: readonly string[], own: string): string[] {
  const network = own.slice(0, own.lastIndexOf('.') + 1);
  const near = addresses.filter((address) => address.startsWith(network));
  return [...near, ...addresses.filter((address) => !address.startsWith(network))];
}
