import type { Cluster } from '../../../dataplane/cluster';
import type { Dialled } from '../../../dataplane/dial';
import { dial } from '../../../dataplane/dial';
import type { Delivered } from '../../../dataplane/flow';
import { overFamily, PROTOCOLS } from '../../../dataplane/simulation/attempts';
import { dependenceOf } from '../../../dataplane/simulation/dependence';
import { endpointsBehind } from '../../../dataplane/simulation/observe';
import type { RequestDecision } from '../../../dataplane/simulation/request-decision';
import { triesOf } from '../../../dataplane/simulation/request-decision';
import type { AddressBook } from '../../../probes/address-book';
import { DNS_SILENCE, dnsPrediction, dnsVerdict, envVerdict, namesFor } from '../../../probes/address-book';
import type { Dependence, Observation } from '../../../probes/observation';
import { dependsOn, predictionOf } from '../../../probes/observation';
import type { ConnectionTarget, DnsTarget, Probe, RequestTarget, Verdict } from '../../../probes/probe';
import { notRun, portOf } from '../../../probes/probe';
import type { RequestObservation } from '../../../probes/request-observation';
import { requestVerdictOf } from '../../../probes/request-observation';
import { hostPort } from '../../../terms/host-port';
import type { IPFamily } from '../../../terms/ip';
import type { Vantage } from '../../../terms/vantage';
import type { Budgets } from '../../budgets';
import { eachOf, Queues } from '../../concurrency';
import type { Resolver } from '../dns/resolver';
import type { Network } from '../network';
import { exchangeHttp, exchangeTcp, exchangeUdp } from './exchanges';
import { exchangeRequest } from './request-exchange';

export interface ProberContext {
  readonly budgets: Budgets;
  readonly network: Network;
  readonly resolver: Resolver;
  readonly book: AddressBook;
  readonly cluster: Cluster;
  /** The IP families of the cluster. */
  readonly families: readonly IPFamily[];
  environmentOf(pod: string): Readonly<Record<string, string>>;
  /** Where a request through a Gateway or the Ingress controller is sent; undefined: nowhere. */
  addressFor(to: RequestTarget): string | undefined;
  /** What is to become of a request that arrived there. */
  decide(to: RequestTarget, arrived: Delivered): RequestDecision;
}

/** Sends probes: the dataplane says where each connection arrives, and a real one goes to the process there. */
export class Prober {
  private readonly queues = new Queues();
  /** Of each probe the connection that decided on its verdict: the first that did not arrive, else the first. */
  private readonly decisive = new WeakMap<Probe, Dialled>();

  constructor(private readonly context: ProberContext) {}

  /** The verdicts, in the order of the probes; rejects with the signal's reason when it is aborted. */
  async probe(
    probes: readonly Probe[],
    signal: AbortSignal,
    onAnswer: () => void = () => {},
  ): Promise<readonly Verdict[]> {
    return eachOf(probes, this.context.budgets.concurrentProbes, async (probe) => {
      signal.throwIfAborted();
      try {
        return await this.send(probe, signal);
      } catch (error) {
        signal.throwIfAborted();
        return notRun(error);
      } finally {
        onAnswer();
      }
    });
  }

  /** The connection that decided on the verdict of a probe; undefined when none was made. */
  decisiveOf(probe: Probe): Dialled | undefined {
    return this.decisive.get(probe);
  }

  private async send(probe: Probe, signal: AbortSignal): Promise<Verdict> {
    const { from, to } = probe;
    switch (to.kind) {
      case 'transport':
      case 'http':
        return this.connect(probe, to, signal);
      case 'dns':
        return this.dig(from, to);
      case 'request':
        return this.request(from, to, signal);
      case 'env':
        return envVerdict(this.context.environmentOf(to.env.pod), this.context.book);
    }
  }

  private async dig(from: Vantage, { dns }: DnsTarget): Promise<Verdict> {
    const { book, cluster, resolver } = this.context;
    const question = { ...dns, name: book.expand(dns.name) };
    const reply = await resolver.dig(from, question);
    if (reply === undefined) return DNS_SILENCE;
    const { rcode, records } = reply;
    if (!isReported(rcode)) throw new Error(`the DNS server answered ${rcode} for ${question.name} ${dns.type}`);
    return dnsPrediction(dnsVerdict(question, { rcode, records }, book), cluster.resolverOf(from).depends);
  }

  /** Every further try shows another one of those who may answer: one round of all, and one more. */
  private async connect(probe: Probe, to: ConnectionTarget, signal: AbortSignal): Promise<Verdict> {
    const { book, budgets, resolver } = this.context;
    const { from } = probe;
    // Whoever is not there asks nothing.
    book.addressesOf(from);
    const target = { ...to, host: book.expand(to.host) };
    const observations: Observation[] = [];
    const addresses = await resolver.lookup(from, target.host, target.family);
    // Probes that draw from the same endpoints or records at the same time would take each other's turns.
    await this.queues.run([...addresses].sort().join(), async () => {
      for (let wanted = 1; observations.length <= Math.min(wanted, budgets.mostTries - 1);) {
        signal.throwIfAborted();
        // Of several addresses another one may come first each time; a single one is not asked for again.
        const found = addresses.length === 1 ? addresses : await resolver.lookup(from, target.host, target.family);
        const dialled = dial(
          from,
          { addresses: found, port: portOf(to), protocol: PROTOCOLS[to.protocol] },
          this.context.network,
        );
        if (dialled !== undefined) this.remember(probe, dialled);
        const observation = await this.observe(target, dialled);
        const depends = dialled === undefined ? undefined : dependenceOf(target, dialled, this.context.cluster);
        observations.push(depends === undefined ? observation : { ...observation, depends });
        wanted = Math.max(wanted, dialled === undefined ? 1 : this.choicesOf(target, dialled));
      }
    });
    return predictionOf(observations, namesFor(from, book));
  }

  /** Weights are shares of as many tries as they add up to. */
  private async request(from: Vantage, to: RequestTarget, signal: AbortSignal): Promise<Verdict> {
    const { budgets, network } = this.context;
    const address = this.context.addressFor(to);
    if (address === undefined) return { kind: 'request', outcome: 'noAddress' };
    const port = portOf(to);
    const observations: RequestObservation[] = [];
    let left: Dependence | undefined;
    await this.queues.run(`${address}:${port}`, async () => {
      for (let wanted = 1; observations.length < Math.min(wanted, budgets.mostTries);) {
        signal.throwIfAborted();
        const decision = network.connect({ from, protocol: 'TCP', address, port });
        if (decision.action !== 'deliver') {
          observations.push({ outcome: decision.action === 'refuse' ? 'refused' : 'timedOut' });
          continue;
        }
        observations.push(
          await exchangeRequest(to, address, { delivered: decision, network, timeoutMs: budgets.answerTimeoutMs }),
        );
        const decided = this.context.decide(to, decision);
        if (decided.kind === 'left') left = { on: decided.on, why: decided.what };
        wanted = Math.max(wanted, triesOf(decided));
      }
    });
    return left === undefined ? requestVerdictOf(observations) : dependsOn(left, []);
  }

  private remember(probe: Probe, dialled: Dialled): void {
    const before = this.decisive.get(probe);
    const isFirstLost = before?.decision.action === 'deliver' && dialled.decision.action !== 'deliver';
    if (before === undefined || isFirstLost) this.decisive.set(probe, dialled);
  }

  private async observe(to: ConnectionTarget, dialled: Dialled | undefined): Promise<Observation> {
    if (dialled === undefined) return { outcome: 'unresolved' };
    const { decision } = dialled;
    if (decision.action === 'refuse') return { outcome: 'refused' };
    if (decision.action === 'drop') return { outcome: 'timedOut' };
    return { ...(await this.exchange(to, dialled, decision)), ...overFamily(to, dialled, this.context) };
  }

  private exchange(to: ConnectionTarget, { flow }: Dialled, delivered: Delivered): Promise<Observation> {
    const { network, budgets } = this.context;
    const arrival = { delivered, network, timeoutMs: budgets.answerTimeoutMs };
    switch (to.protocol) {
      case 'tcp':
        return exchangeTcp(hostPort(flow.address, flow.port), arrival);
      case 'udp':
        return exchangeUdp(arrival);
      case 'http':
      case 'https':
        return exchangeHttp(to, arrival);
      case 'sctp':
        throw new Error('the embedded target does not send SCTP');
    }
  }

  /** Pods of an Ingress controller have the same routes: who may answer are the endpoints behind them. */
  private choicesOf(to: ConnectionTarget, { decision, choices }: Dialled): number {
    if (decision.action !== 'deliver') return choices;
    return endpointsBehind(decision, to, this.context.cluster) ?? choices;
  }
}

const REPORTED = ['NOERROR', 'NXDOMAIN', 'SERVFAIL', 'REFUSED'] as const;

function isReported(rcode: string): rcode is (typeof REPORTED)[number] {
  return REPORTED.some((reported) => reported === rcode);
}
