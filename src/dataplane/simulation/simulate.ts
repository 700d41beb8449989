import { viewOf } from '../../model/view';
import { DNS_SILENCE, dnsPrediction, dnsVerdict, envVerdict, namesFor } from '../../probes/address-book';
import { predictionOf } from '../../probes/observation';
import type { ConnectionTarget, DnsTarget, EnvVerdict, PredictedVerdict, Probe } from '../../probes/probe';
import { parseIP } from '../../terms/ip';
import { entryOf, Recent } from '../../terms/maps';
import type { Vantage } from '../../terms/vantage';
import { describeVantage } from '../../terms/vantage';
import type { Cluster } from '../cluster';
import type { ResolverConfig } from '../dns/answer';
import { writtenAddresses } from '../dns/lookup';
import type { Ruling } from '../policies/ruling';
import { attemptsAt } from './attempts';
import { denialsAmong } from './denials';
import { simulateRequest } from './requests';

/**
 * What a probe would find, without a packet: what the embedded target finds by real traffic, and a cluster of the same
 * objects too. Throws a RangeError when the client does not exist, or a placeholder names nothing.
 */
export function simulate(cluster: Cluster, probe: Probe): PredictedVerdict {
  return new Simulation(cluster).verdictOn(probe);
}

/** Of each sort: probes of one Service come together. */
const MOST_REMEMBERED = 100;

/** What became of a client's connections. */
interface Connection {
  readonly verdict: PredictedVerdict;
  /** What policies say of Pods that they keep it from. */
  readonly denials: readonly Ruling[];
}

/**
 * What many probes would find in a cluster that stays as it is. Those that differ in nothing that decides are simulated once: of a client
 * that gets to one address by several names, of Pods that ask one resolver the same, of Pods that see the same Services.
 */
export class Simulation {
  private readonly connections = new Recent<string, Connection>(MOST_REMEMBERED);
  private readonly names = viewOf((_: ResolverConfig) => new Recent<string, readonly string[]>(MOST_REMEMBERED));
  private readonly answers = viewOf((_: ResolverConfig) => new Recent<string, PredictedVerdict>(MOST_REMEMBERED));
  private readonly environments = new Map<Readonly<Record<string, string>>, EnvVerdict>();

  constructor(private readonly cluster: Cluster) {}

  /** {@link simulate} */
  verdictOn({ from, to }: Pick<Probe, 'from' | 'to'>): PredictedVerdict {
    switch (to.kind) {
      case 'transport':
      case 'http':
        return this.connect(from, to).verdict;
      case 'request':
        return simulateRequest(this.cluster, from, to);
      case 'dns':
        return this.answer(from, { ...to.dns, name: this.cluster.expand(to.dns.name) });
      case 'env': {
        const variables = this.cluster.environmentOf(to.env.pod);
        return entryOf(this.environments, variables, () => envVerdict(variables, this.cluster));
      }
    }
  }

  /** What policies say of Pods that they keep a probe from. Throws as {@link simulate} does. */
  denialsOf({ from, to }: Pick<Probe, 'from' | 'to'>): readonly Ruling[] {
    return to.kind === 'transport' || to.kind === 'http' ? this.connect(from, to).denials : [];
  }

  private connect(from: Vantage, asked: ConnectionTarget): Connection {
    const host = this.cluster.expand(asked.host);
    const to = host === asked.host ? asked : { ...asked, host };
    const addresses = this.resolve(from, to);
    const flow = this.flowOf(from, to, addresses);
    if (flow === undefined) return this.dial(from, to, addresses);
    return entryOf(this.connections, `${describeVantage(from)} ${flow}`, () => this.dial(from, to, addresses));
  }

  /** What a host resolves to; of several addresses another one comes first each time. */
  private resolve(from: Vantage, { host, family }: ConnectionTarget): readonly string[] {
    const lookup = this.cluster.lookupOf(from, host, family);
    const written = writtenAddresses(lookup);
    if (written !== undefined) return written;
    const known = this.names(this.cluster.resolverOf(from));
    const name = `${family ?? ''} ${host}`;
    const remembered = known.get(name);
    if (remembered !== undefined) return remembered;
    const addresses = this.cluster.lookup(from, host, family);
    if (addresses.length < 2) known.set(name, addresses);
    return addresses;
  }

  private dial(from: Vantage, to: ConnectionTarget, addresses: readonly string[]): Connection {
    const made = attemptsAt(this.cluster, from, to, addresses);
    const observations = made.map(({ observation }) => observation);
    return {
      verdict: predictionOf(observations, namesFor(from, this.cluster)),
      denials: denialsAmong(made, to, this.cluster),
    };
  }

  /** What decides about a connection of a client; undefined where more does than address and port. */
  private flowOf(from: Vantage, to: ConnectionTarget, [address, ...others]: readonly string[]): string | undefined {
    if (to.kind === 'http' || address === undefined || others.length > 0) return undefined;
    const isName = to.host !== address && parseIP(to.host) === undefined;
    if (isName && this.cluster.resolverOf(from).depends !== undefined) return undefined;
    // Of a name it is told over which family it was reached.
    const over = isName && this.cluster.families.includes('IPv6') ? ' by name' : '';
    return `${to.protocol} ${address} ${to.port}${over}`;
  }

  private answer(from: Vantage, question: DnsTarget['dns']): PredictedVerdict {
    const resolver = this.cluster.resolverOf(from);
    if (resolver.server === 'nobody') return DNS_SILENCE;
    return entryOf(this.answers(resolver), `${question.type} ${question.name}`, () =>
      dnsPrediction(dnsVerdict(question, this.cluster.dig(from, question), this.cluster), resolver.depends),
    );
  }
}
