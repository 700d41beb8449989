import type { DnsQuestion, ResolverConfig } from '../../../dataplane/dns/answer';
import type { Lookup } from '../../../dataplane/dns/lookup';
import { addressesIn, bestFirst, candidateNames, digNames, writtenAddresses } from '../../../dataplane/dns/lookup';
import type { IPFamily } from '../../../terms/ip';
import { RECORD_TYPES } from '../../../terms/ip';
import type { Vantage } from '../../../terms/vantage';
import type { DnsClient, DnsServerPorts } from './client';
import type { DnsReply } from './messages';

/** What a resolver has to know about the machine that it runs on. */
export interface ResolverContext {
  /** Where the DNS servers really listen. */
  readonly servers: Readonly<Record<'cluster' | 'host', DnsServerPorts>>;
  resolverOf(from: Vantage): ResolverConfig;
  /** What its `getaddrinfo` goes by. Default for `family`: all families of the cluster. */
  lookupOf(from: Vantage, name: string, family?: IPFamily): Lookup;
}

/** Resolves names as clients in Pods do, by real queries. */
export class Resolver {
  constructor(
    private readonly client: DnsClient,
    private readonly context: ResolverContext,
  ) {}

  /** `getaddrinfo` of glibc: the addresses of a name, best first; none when it does not resolve. */
  async lookup(from: Vantage, name: string, family?: IPFamily): Promise<readonly string[]> {
    const lookup = this.context.lookupOf(from, name, family);
    const written = writtenAddresses(lookup);
    if (written !== undefined) return written;
    const config = this.context.resolverOf(from);
    for (const candidate of candidateNames(name, config)) {
      const questions = lookup.families.map((each) => ({ name: candidate, type: RECORD_TYPES[each] }));
      const replies = await Promise.all(questions.map((question) => this.ask(config, question)));
      const addresses = addressesIn(replies.flatMap((reply) => reply?.records ?? []));
      if (addresses.length > 0) return bestFirst(addresses, lookup.own);
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
