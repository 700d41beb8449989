import { reverseName } from '../../../dataplane/dns/reverse-name';
import type { ConnectionVerdict, DnsTarget, EnvTarget, Probe, Verdict } from '../../../probes/probe';
import type { Vantage } from '../../../terms/vantage';
import type { Budgets } from '../../budgets';
import type { Observation } from '../../observation';
import { isEnough, verdictOf } from '../../observation';
import type { Resolver } from '../dns/resolver';
import type { Sockets } from '../sockets';
import { eachOf, Queues } from '../../concurrency';
import type { ConnectionTarget } from './connection-target';
import { isHttp, portOf } from './connection-target';
import { TargetFailure } from './dial';
import type { AddressBook } from './names';
import { namesFor, recordWithPlaceholders } from './names';
import { tryHttp, tryTcp, tryUdp } from './tries';

export interface ProberContext {
  readonly budgets: Budgets;
  readonly sockets: Sockets;
  readonly resolver: Resolver;
  readonly book: AddressBook;
  /** Port of the gateway of a vantage point; throws RangeError when there is no such vantage point. */
  gatewayOf(from: Vantage): Promise<number>;
  environmentOf(pod: string): Readonly<Record<string, string>>;
  /** What went wrong last in a gateway. */
  lastFailure(): unknown;
}

/** Sends probes through the gateways of their vantage points. */
export class Prober {
  private readonly queues = new Queues();

  constructor(private readonly context: ProberContext) {}

  /** The verdicts, in the order of the probes; rejects with the signal's reason when it is aborted. */
  async probe(probes: readonly Probe[], signal: AbortSignal): Promise<readonly Verdict[]> {
    return eachOf(probes, this.context.budgets.concurrentProbes, async (probe) => {
      signal.throwIfAborted();
      try {
        return await this.judge(probe, signal);
      } catch (error) {
        signal.throwIfAborted();
        const cause = error instanceof TargetFailure ? (this.context.lastFailure() ?? error) : error;
        return { outcome: 'notRun', reason: cause instanceof Error ? cause.message : String(cause) };
      }
    });
  }

  private judge({ from, to }: Probe, signal: AbortSignal): Promise<Verdict> {
    if ('env' in to) return Promise.resolve(this.environment(to));
    return 'dns' in to ? this.dig(from, to) : this.connect(from, to, signal);
  }

  private environment({ env }: EnvTarget): Verdict {
    const variables = Object.entries(this.context.environmentOf(env.pod));
    return {
      env: Object.fromEntries(variables.map(([name, value]) => [name, this.context.book.abbreviate(value)])),
    };
  }

  private async dig(from: Vantage, { dns }: DnsTarget): Promise<Verdict> {
    const { book, resolver } = this.context;
    const name = book.expand(dns.name);
    const reply = await resolver.dig(from, { name, type: dns.type });
    if (reply === undefined) return { outcome: 'timedOut' };
    if (!isReported(reply.rcode)) throw new Error(`the DNS server answered ${reply.rcode} for ${name} ${dns.type}`);
    const reverse = dns.type === 'PTR' ? reverseName(name) : undefined;
    const records = reply.records.map((record) => recordWithPlaceholders(record, reverse, book));
    return { rcode: reply.rcode, records: records.sort((a, b) => (printed(a) < printed(b) ? -1 : 1)) };
  }

  private async connect(from: Vantage, to: ConnectionTarget, signal: AbortSignal): Promise<ConnectionVerdict> {
    const { book, budgets, resolver } = this.context;
    const target = { ...to, host: book.expand(to.host) };
    const gateway = await this.context.gatewayOf(from);
    const observations: Observation[] = [];
    const addresses = await resolver.lookup(from, target.host);
    // Probes that draw from the same endpoints or records at the same time would take each other's turns.
    await this.queues.run([...addresses].sort().join(), async () => {
      while (observations.length === 0 || !isEnough(observations, budgets)) {
        signal.throwIfAborted();
        // Of several addresses another one may come first each time; a single one is not asked for again.
        const found = addresses.length === 1 ? addresses : await resolver.lookup(from, target.host);
        observations.push(await this.once(found, target, gateway));
        signal.throwIfAborted();
      }
    });
    return verdictOf(observations, namesFor(from, book));
  }

  /** One try: where TCP is refused a client goes on to the next address of the name; UDP has no such answer to go by. */
  private async once(addresses: readonly string[], target: ConnectionTarget, gateway: number): Promise<Observation> {
    let observation: Observation = { outcome: 'unresolved' };
    for (const address of addresses) {
      observation = await this.onceAt(address, target, gateway);
      if (observation.outcome !== 'refused' || target.protocol === 'udp') break;
    }
    return observation;
  }

  private async onceAt(address: string, target: ConnectionTarget, gateway: number): Promise<Observation> {
    const { budgets, sockets } = this.context;
    const context = { gateway, sockets, timeoutMs: budgets.answerTimeoutMs };
    const to = { address, port: portOf(target) };
    if (isHttp(target)) return tryHttp(to, target, context);
    return target.protocol === 'tcp' ? tryTcp(to, context) : tryUdp(to, context);
  }
}

const REPORTED = ['NOERROR', 'NXDOMAIN', 'SERVFAIL', 'REFUSED'] as const;

function isReported(rcode: string): rcode is (typeof REPORTED)[number] {
  return REPORTED.some((reported) => reported === rcode);
}

function printed({ name, type, data }: { name: string; type: string; data: string }): string {
  return `${name} ${type} ${data}`;
}
