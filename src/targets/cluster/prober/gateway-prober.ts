import { certificateName } from '../../../dataplane/simulation/requests';
import type { RequestTarget, RequestVerdict } from '../../../probes/probe';
import type { RequestObservation } from '../../../probes/request-observation';
import { requestVerdictOf } from '../../../probes/request-observation';
import { placeholder } from '../../../terms/placeholders';
import type { ClusterBudgets } from '../cluster-budgets';
import type { Gateways } from '../gateways';
import type { Identities } from '../identities';
import { isStandIn } from '../stand-ins';
import { requestAnswer } from './gateway-replies';
import { gatewayRequestTo } from './gateway-request';
import { servedCertificateIn } from './outside-prober';
import type { Prober, RawReply } from './requests';
import type { Tries } from './tries';
import { isEnough } from './tries';

export interface GatewayProberContext {
  readonly budgets: Tries & Pick<ClusterBudgets, 'shareTries'>;
  readonly gateways: Gateways;
  readonly identities: Identities;
}

/** Sends requests through the Gateways of a cluster, to the addresses that their status tells. */
export class GatewayProber {
  constructor(private readonly context: GatewayProberContext) {}

  async send(to: RequestTarget, at: () => Promise<Prober>, signal: AbortSignal): Promise<RequestVerdict> {
    const { budgets, gateways } = this.context;
    this.refuseWhatStandInsCannot(to);
    const address = gateways.addressFor(to);
    if (address === undefined) return { kind: 'request', outcome: 'noAddress' };
    const request = gatewayRequestTo(address, to);
    const prober = await at();
    const observations: RequestObservation[] = [];
    while (!this.isEnough(to, observations)) {
      const wanted = Math.max(1, budgets.tries - observations.length);
      const replies = await prober.ask(request, wanted, signal);
      if (replies.length === 0) throw new Error('the prober ended without an answer');
      for (const reply of replies) observations.push(this.observation(to, reply, address));
    }
    return requestVerdictOf(observations);
  }

  /** Shares show after many tries: who answers is a throw of dice. */
  private isEnough({ gateway }: RequestTarget, observations: readonly RequestObservation[]): boolean {
    const { budgets, gateways } = this.context;
    if (observations.length === 0) return false;
    // Silence costs the whole time of a try, also where others are answered.
    if (observations.filter(({ outcome }) => outcome === 'timedOut').length >= budgets.silentTries) return true;
    if (!isEnough(observations, budgets)) return false;
    const answers = new Set(observations.map(({ by, status }) => by ?? status));
    const found = gateway === undefined ? undefined : gateways.called(gateway);
    if (
      answers.size < 2 ||
      observations.some(({ outcome }) => outcome !== 'reached') ||
      found === undefined ||
      !gateways.shares(found)
    )
      return true;
    return observations.length >= budgets.shareTries;
  }

  private observation(to: RequestTarget, reply: RawReply, address: string): RequestObservation {
    const { who, bytes, seen, headers, ...answer } = requestAnswer(reply, to.protocol === 'grpc');
    if (answer.outcome !== 'reached') return answer;
    const { identities } = this.context;
    const named = (text: string) => text.replaceAll(address, () => placeholder('gateway'));
    const by =
      who === undefined
        ? identities.podNamedIn(bytes ?? '', this.behind(to))
        : identities.podCalled(who, this.behind(to));
    return {
      ...answer,
      ...(by === undefined ? {} : { by }),
      ...(headers === undefined
        ? {}
        : { headers: Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, values.map(named)])) }),
      ...(seen === undefined
        ? {}
        : { seen: { ...seen, ...(seen.host === undefined ? {} : { host: named(seen.host) }) } }),
      ...certificateName(servedCertificateIn(reply)),
    };
  }

  /** A stand-in speaks HTTP/1.1 without TLS: what a Gateway sends it otherwise teaches nothing. */
  private refuseWhatStandInsCannot(to: RequestTarget): void {
    if (to.protocol !== 'grpc' || !this.behind(to).some(isStandIn)) return;
    throw new RangeError(
      'the stand-ins for images of Pods do not speak gRPC: run the images themselves, with --real-images',
    );
  }

  private behind({ gateway, protocol }: RequestTarget) {
    const { gateways } = this.context;
    const found = gateway === undefined ? undefined : gateways.called(gateway);
    if (found === undefined) return [];
    const routes = gateways.routesOf(found);
    return gateways.podsBehind(protocol === 'grpc' ? routes.filter(({ kind }) => kind === 'GRPCRoute') : routes);
  }
}
