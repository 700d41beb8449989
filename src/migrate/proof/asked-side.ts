import type { Cluster } from '../../dataplane/cluster';
import { DEFAULT_NODES } from '../../dataplane/cluster-config';
import type { Listener } from '../../dataplane/flow';
import { decideRequest } from '../../dataplane/simulation/request-decision';
import { addressFor } from '../../dataplane/simulation/requests';
import { surroundedCluster } from '../../dataplane/surrounded-cluster';
import { FrontDoors, onItsWay } from '../../diff/front-doors';
import type { SideOptions } from '../../diff/side';
import type { Manifest } from '../../model/manifest';
import { NetworkModel } from '../../model/network-model';
import type { ProbeTarget, RequestTarget } from '../../probes/probe';
import type { WebRequest } from '../../requests/web-request';
import type { FrontAnswer } from './front-answer';
import { CLOSED, frontAnswer } from './front-answer';

/** A cluster with some objects, asked from outside: what is decided about a request, before a Pod is reached. */
export class AskedSide {
  readonly model: NetworkModel;
  readonly cluster: Cluster;
  readonly notes: readonly string[];
  private readonly doors: FrontDoors;
  private readonly listeners = new Map<string, Listener | undefined>();

  constructor(manifests: readonly Manifest[], { namespace, isNamespaceAssumed, external, ...ranges }: SideOptions) {
    this.model = NetworkModel.of(manifests, { namespace });
    const world = { model: this.model, external, isNamespaceAssumed };
    const { cluster, notes } = surroundedCluster(world, manifests, { namespace, nodes: DEFAULT_NODES, ...ranges });
    this.cluster = cluster;
    this.notes = notes;
    this.doors = new FrontDoors(this.model, cluster.families[0] ?? 'IPv4');
  }

  /** What becomes of a request, by all who may be asked; a text where that is not modelled. */
  ask(request: WebRequest): readonly FrontAnswer[] | string {
    try {
      return this.doors.for(request).map((target) => this.askAt(requestTarget(target)));
    } catch (error) {
      // What a controller does that is not modelled, and addresses that nobody has.
      if (error instanceof RangeError) return error.message;
      throw error;
    }
  }

  private askAt(target: RequestTarget): FrontAnswer {
    const address = addressFor(this.cluster, target);
    if (address === undefined) return CLOSED;
    const listener = this.listenerAt(address, target.port ?? (target.protocol === 'https' ? 443 : 80));
    return listener === undefined
      ? CLOSED
      : frontAnswer(decideRequest(this.cluster, listener, target, address), this.cluster);
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
