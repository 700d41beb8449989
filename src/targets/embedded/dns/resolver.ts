import net from 'node:net';
import type { DnsQuestion, ResolverConfig } from '../../../dataplane/dns/answer';
import { candidateNames, digNames, nearestFirst } from '../../../dataplane/dns/lookup';
import type { Vantage } from '../../../terms/vantage';
import type { DnsReply } from './messages';
import type { DnsClient, DnsServerPorts } from './client';

/** What a resolver has to know about the machine that it runs on. */
export interface ResolverContext {
  /** Where the DNS servers really listen. */
  readonly servers: Readonly<Record<'cluster' | 'host', DnsServerPorts>>;
  resolverOf(from: Vantage): ResolverConfig;
  /** The address that a vantage point's packets leave with. */
  addressOf(from: Vantage): string;
  /** `/etc/hosts` of a vantage point: addresses of names in lower case, `localhost` aside. */
  hostsOf(from: Vantage): ReadonlyMap<string, string>;
}

const LOCALHOST = new Set(['localhost', 'localhost.']);

/** Resolves names as clients in Pods do, by real queries. */
export class Resolver {
  constructor(
    private readonly client: DnsClient,
    private readonly context: ResolverContext,
  ) {}

  /** `getaddrinfo` of glibc: the IPv4 addresses of a name, best first; none when it does not resolve. */
  async lookup(from: Vantage, name: string): Promise<readonly string[]> {
    if (net.isIP(name) !== 0) return [name];
    const host = name.toLowerCase();
    const written = LOCALHOST.has(host) ? '127.0.0.1' : this.context.hostsOf(from).get(host);
    if (written !== undefined) return [written];
    const config = this.context.resolverOf(from);
    for (const candidate of candidateNames(name, config)) {
      const reply = await this.ask(config, { name: candidate, type: 'A' });
      const addresses = (reply?.records ?? []).filter(({ type }) => type === 'A').map(({ data }) => data);
      if (addresses.length > 0) return nearestFirst(addresses, this.context.addressOf(from));
    }
    return [];
  }

  /** `dig +search`: only NXDOMAIN moves on to the next name of the search list; the last reply counts. */
  async dig(from: Vantage, { name, type }: DnsQuestion): Promise<DnsReply | undefined> {
    const config = this.context.resolverOf(from);
    let reply: DnsReply | undefined;
    for (const candidate of digNames({ name, type }, config)) {
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
