import type { Listener } from '../../dataplane/flow';
import type { RequestDecision } from '../../dataplane/simulation/request-decision';
import { decideRequest } from '../../dataplane/simulation/request-decision';
import { addressFor } from '../../dataplane/simulation/requests';
import { ClusterSide } from '../../diff/cluster-side';
import { onItsWay } from '../../diff/front-doors';
import type { ProbeTarget, RequestTarget } from '../../probes/probe';
import { portOf } from '../../probes/probe';
import type { WebRequest } from '../../requests/web-request';
import type { FrontAnswer } from './front-answer';
import { frontAnswer } from './front-answer';

/** A cluster with some objects, asked from outside: what is decided about a request, before a Pod is reached. */
export class AskedSide extends ClusterSide {
  private readonly listeners = new Map<string, Listener | undefined>();
  private readonly answers = new Map<string, readonly FrontAnswer[] | string>();

  /** What becomes of a request, by all who may be asked; a text where that is not known. Redirects lead to what was asked already. */
  ask(request: WebRequest): readonly FrontAnswer[] | string {
    const key = JSON.stringify(request);
    let known = this.answers.get(key);
    if (known === undefined) this.answers.set(key, (known = this.answersTo(request)));
    return known;
  }

  private answersTo(request: WebRequest): readonly FrontAnswer[] | string {
    try {
      const decided = this.doors.for(request).map((target) => this.decisionOn(requestTarget(target)));
      const answers = decided.flatMap((each) => (each.kind === 'left' ? [] : [frontAnswer(each, this.cluster)]));
      const left = decided.find((each) => each.kind === 'left');
      return left === undefined ? answers : `depends on ${left.on}: ${left.what}`;
    } catch (error) {
      // Addresses that nobody has.
      if (error instanceof RangeError) return error.message;
      throw error;
    }
  }

  private decisionOn(target: RequestTarget): RequestDecision {
    const address = addressFor(this.cluster, target);
    const listener = address === undefined ? undefined : this.listenerAt(address, portOf(target));
    return address === undefined || listener === undefined
      ? { kind: 'closed', reason: 'the connection is not taken' }
      : decideRequest(this.cluster, listener, target, address);
  }

  private listenerAt(address: string, port: number): Listener | undefined {
    const key = `${address} ${port}`;
    if (this.listeners.has(key)) return this.listeners.get(key);
    const decision = this.cluster.connect({ from: { outside: true }, protocol: 'TCP', address, port });
    const listener = decision.action === 'deliver' ? decision.listener : undefined;
    this.listeners.set(key, listener);
    return listener;
  }
}

/** An Ingress controller is asked as a Gateway is. */
function requestTarget(target: ProbeTarget): RequestTarget {
  if (target.kind === 'request') return target;
  if (target.kind !== 'http') throw new TypeError(`a request from outside is not of kind ${target.kind}`);
  return onItsWay(target);
}
