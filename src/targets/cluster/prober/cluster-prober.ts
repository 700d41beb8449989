import { isIP } from 'node:net';
import { DNS_SILENCE, dnsVerdict, envVerdict, namesFor } from '../../../probes/address-book';
import type { Observation } from '../../../probes/observation';
import { verdictOf } from '../../../probes/observation';
import type { ConnectionTarget, ConnectionVerdict, DnsTarget, Probe, Verdict } from '../../../probes/probe';
import { notRun } from '../../../probes/probe';
import { orAborted } from '../../../runtime/or-aborted';
import type { IPFamily } from '../../../terms/ip';
import { RECORD_TYPES } from '../../../terms/ip';
import { isIngressIP } from '../../../terms/placeholders';
import type { Vantage } from '../../../terms/vantage';
import type { Budgets } from '../../budgets';
import { eachOf } from '../../concurrency';
import type { Addresses } from '../addresses';
import type { Aliases } from '../aliases';
import type { VantageProbers } from '../vantage-probers';
import type { GatewayProberContext } from './gateway-prober';
import { GatewayProber } from './gateway-prober';
import { certificateIn } from './outside-prober';
import { PatientProber } from './patient-prober';
import type { Answer } from './replies';
import { curlAnswer, digAnswer, httpAnswer, transportAnswer } from './replies';
import type { Prober, RawReply } from './requests';
import { requestOf } from './requests';
import { isEnough } from './tries';

export interface ClusterProberContext extends GatewayProberContext {
  readonly budgets: Pick<Budgets, 'concurrentProbes'> & GatewayProberContext['budgets'];
  readonly aliases: Aliases;
  readonly addresses: Addresses;
  readonly probers: Pick<VantageProbers, 'at' | 'environmentOf'>;
  /** Why a host, which has a placeholder in it, has no address. */
  whyNoAddress(host: string, reason: string): Promise<string>;
}

/** Sends probes from their vantage points in a cluster and makes verdicts of what comes back. */
export class ClusterProber {
  constructor(private readonly context: ClusterProberContext) {}

  /** The verdicts, in the order of the probes; rejects with the signal's reason when it is aborted. */
  probe(probes: readonly Probe[], signal: AbortSignal, onAnswer: () => void = () => {}): Promise<readonly Verdict[]> {
    return eachOf(probes, this.context.budgets.concurrentProbes, async (probe, leave): Promise<Verdict> => {
      signal.throwIfAborted();
      try {
        return await orAborted(this.send(probe, leave, signal), signal);
      } catch (error) {
        signal.throwIfAborted();
        return notRun(error);
      } finally {
        onAnswer();
      }
    });
  }

  private async send(probe: Probe, onSilence: () => void, signal: AbortSignal): Promise<Verdict> {
    const { from, to } = probe;
    const { probers, budgets } = this.context;
    const at = async () => new PatientProber(await probers.at(from), budgets.silentTries, onSilence);
    switch (to.kind) {
      case 'transport':
      case 'http':
        return this.connect(probe, to, at, signal);
      case 'dns':
        return this.dig(to, at, signal);
      case 'request':
        return new GatewayProber(this.context).send(to, at, signal);
      case 'env':
        return this.environment(to.env, signal);
    }
  }

  private async environment(from: { readonly pod: string }, signal: AbortSignal): Promise<Verdict> {
    const own = Object.entries(await this.context.probers.environmentOf(from, signal)).filter(
      ([name]) => !OF_THE_SHELL.has(name),
    );
    return envVerdict(Object.fromEntries(own), this.context.addresses);
  }

  private async dig({ dns }: DnsTarget, at: () => Promise<Prober>, signal: AbortSignal): Promise<Verdict> {
    const { addresses, aliases } = this.context;
    const asked = addresses.expand(dns.name);
    const name = isIP(asked) === 0 ? aliases.hostInCluster(asked) : asked;
    const [reply] = await (await at()).ask({ kind: 'dns', name, type: dns.type }, 1, signal);
    const answer = reply === undefined ? undefined : digAnswer(reply);
    if (answer === undefined) return DNS_SILENCE;
    const records = answer.records.map((record) => ({
      ...record,
      name: this.host(record.name),
      data: this.hosts(record.data),
    }));
    return dnsVerdict({ ...dns, name }, { rcode: answer.rcode, records }, addresses);
  }

  private async connect(
    { from }: Probe,
    to: ConnectionTarget,
    at: () => Promise<Prober>,
    signal: AbortSignal,
  ): Promise<ConnectionVerdict> {
    const { addresses, aliases, budgets } = this.context;
    const host = await this.expanded(to.host);
    const prober = await at();
    const name = isIP(host) === 0 ? aliases.hostInCluster(host) : host;
    const named = requestOf(to, name, isIngressIP(to.host));
    // A shell cannot be told to use one family of a name: it dials the name's first address of that family.
    const over = isIP(host) === 0 ? to.family : undefined;
    const address = over === undefined ? name : await this.dialled(name, over, prober, signal);
    if (address === undefined) return { kind: 'connection', outcome: 'unresolved' };
    const request = { ...named, host: address };
    const observations: Observation[] = [];
    while (!this.isEnough(observations)) {
      const replies = await prober.ask(request, this.nextTries(observations), signal);
      if (replies.length === 0) throw new Error('the prober ended without an answer');
      for (const reply of replies) {
        const observation = this.observation(from, to, answerTo(to, reply));
        observations.push(over === undefined ? observation : { ...observation, over });
      }
    }
    const seen = withoutRationed(observations).slice(0, budgets.mostTries);
    const verdict = verdictOf(seen, namesFor(from, addresses));
    if (verdict.outcome !== 'timedOut' || isIP(host) !== 0) return verdict;
    return (await this.hasAddress(host, prober, signal)) ? verdict : { ...verdict, outcome: 'unresolved' };
  }

  private async dialled(
    name: string,
    family: IPFamily,
    prober: Prober,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const [reply] = await prober.ask({ kind: 'resolve', name, family }, 1, signal);
    return reply === undefined || reply.text === '' ? undefined : reply.text;
  }

  private async recordOf(
    name: string,
    family: IPFamily,
    prober: Prober,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const type = RECORD_TYPES[family];
    const [reply] = await prober.ask({ kind: 'dns', name, type }, 1, signal);
    const answer = reply === undefined ? undefined : digAnswer(reply);
    return answer?.records.find((record) => record.type === type)?.data;
  }

  private async expanded(host: string): Promise<string> {
    try {
      return this.context.addresses.expand(host);
    } catch (cause) {
      throw new Error(await this.context.whyNoAddress(host, (cause as Error).message), { cause });
    }
  }

  /** A name server that takes longer to say no than a try may take is not the same as an address that is silent. */
  private async hasAddress(host: string, prober: Prober, signal: AbortSignal): Promise<boolean> {
    const name = this.context.aliases.hostInCluster(host);
    const found = await Promise.all(
      (['IPv4', 'IPv6'] as const).map((family) => this.recordOf(name, family, prober, signal)),
    );
    return found.some((address) => address !== undefined);
  }

  /**
   * A refusal is an ICMP message, of which Linux sends one client six at once and then one a second: as many tries as for an
   * answer would look like silence.
   */
  private isEnough(observations: readonly Observation[]): boolean {
    const { budgets } = this.context;
    if (observations.length === 0) return false;
    const refused = observations.every(({ outcome }) => outcome === 'refused');
    return refused ? observations.length >= budgets.silentTries : isEnough(observations, budgets);
  }

  /** Tries that are sent along in one request: as many as a single answer needs, then as many as a further one does. */
  private nextTries(observations: readonly Observation[]): number {
    const { tries, triesPerFurtherAnswer, mostTries } = this.context.budgets;
    if (observations.length < tries) return tries - observations.length;
    return Math.max(1, Math.min(triesPerFurtherAnswer, mostTries - observations.length));
  }

  private observation(from: Vantage, to: ConnectionTarget, { hostname, ...answer }: Answer): Observation {
    if (answer.outcome !== 'reached') return answer;
    const by = this.context.identities.whoAnswered(from, to, hostname);
    return by === undefined ? withoutClient(answer) : { ...answer, by };
  }

  private host(name: string): string {
    return this.context.aliases.hostInManifests(name);
  }

  private hosts(data: string): string {
    return data
      .split(' ')
      .map((word) => this.host(word))
      .join(' ');
  }
}

/** What the shell and the container runtime add to every environment. */
const OF_THE_SHELL = new Set(['PATH', 'HOME', 'HOSTNAME', 'PWD', 'SHLVL', '_', 'TERM']);

function answerTo({ kind }: ConnectionTarget, reply: RawReply): Answer {
  if (kind === 'transport') return transportAnswer(reply);
  if (reply.status === 'curl') return curlAnswer(reply);
  const certificate = certificateIn(reply);
  return { ...httpAnswer(reply), ...(certificate === undefined ? {} : { certificate }) };
}

/** Silence among refusals is a refusal that was not sent: Linux rations them. */
function withoutRationed(observations: readonly Observation[]): readonly Observation[] {
  const silent = observations.filter(({ outcome }) => outcome === 'timedOut');
  const others = observations.filter(({ outcome }) => outcome !== 'timedOut');
  return silent.length > 0 && others.length > 0 && others.every(({ outcome }) => outcome === 'refused')
    ? others
    : observations;
}

/** Nobody who is known saw it. */
function withoutClient({ clientIP: _, ...answer }: Observation): Observation {
  return answer;
}
