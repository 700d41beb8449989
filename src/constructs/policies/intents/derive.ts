import type { Intent } from '../../../model/intents';
import { NetworkModel } from '../../../model/network-model';
import { meets } from '../../../model/network-policies';
import type { NetworkPolicyPeer as PeerSpec, Protocol } from '../../../model/objects';
import type { Workload } from '../../../model/workload';
import { familyOf } from '../../../terms/ip';
import { templateSelector } from '../pods';
import type { Connection, Destination, Source } from './connections';
import { connectionsOf } from './connections';
import { DNS_PEER, DNS_PORTS, Draft, EVERYWHERE } from './draft';
import { PolicyReader } from './reading';
import type { Shortfall } from './shortfall';
import { shortfallOf } from './shortfall';

/** The policies that intents come to, and the intents that no policy can hold. */
export interface Derived {
  readonly drafts: readonly Draft[];
  readonly shortfalls: readonly Shortfall[];
}

/**
 * The least that has to be closed for every `deny`, and opened again for every `allow`. Pods that no `deny` is about stay as they
 * are. A `deny` closes what it leads to; where an `allow` that it cannot be told from opens the same port, it closes the Pods that
 * ask. Policies of the model count, and are not said again.
 *
 * @param controllers Pods of Ingress controllers, as peers with namespaces
 */
export function derivePolicies(
  model: NetworkModel,
  intents: readonly Intent[],
  controllers: readonly PeerSpec[],
): Derived {
  return new Derivation(model, intents, controllers).run();
}

class Derivation {
  private readonly drafts = new Map<Workload, Draft>();
  private readonly connections: readonly Connection[];
  private readonly allowed: readonly Connection[];

  constructor(
    private readonly model: NetworkModel,
    intents: readonly Intent[],
    private readonly controllers: readonly PeerSpec[],
  ) {
    // Where neither end is a Pod of the cluster, policies have nothing to say.
    this.connections = intents
      .flatMap((intent) => connectionsOf(intent, model))
      .filter(({ from, to }) => from.kind === 'pods' || to.kind === 'pods');
    this.allowed = this.connections.filter(({ intent }) => intent.expect === 'allow');
  }

  run(): Derived {
    // Every round closes or opens something more; a model has only so much of it.
    let changes: boolean;
    let reader: PolicyReader;
    do {
      reader = this.reader();
      changes = false;
      for (const connection of this.connections) {
        const { expect } = connection.intent;
        if (expect === 'deny' ? this.close(connection, reader) : this.open(connection, reader)) changes = true;
      }
    } while (changes);
    const drafts = [...this.drafts.values()].filter((draft) => !draft.isEmpty);
    return { drafts, shortfalls: this.connections.flatMap((each) => shortfallOf(each, reader) ?? []) };
  }

  /** Reads the policies of the model, and those that are drafted so far. */
  private reader(): PolicyReader {
    const drafted = [...this.drafts.values()].filter((draft) => !draft.isEmpty).map((draft) => draft.manifest());
    const read = this.model.objects.filter(({ ref: { kind } }) => kind === 'NetworkPolicy' || kind === 'Namespace');
    const manifests = [...read.map(({ manifest }) => manifest), ...drafted];
    const { defaultNamespace: namespace } = this.model;
    return new PolicyReader(NetworkModel.of(manifests, { namespace }), this.controllers);
  }

  private close(connection: Connection, reader: PolicyReader): boolean {
    const { egress, ingress } = reader.read(connection);
    if (egress === 'no' || ingress === 'no') return false;
    const { from, to } = connection;
    if (to.kind === 'name' || from.kind === 'node') return false;
    if ([from, to].some((end) => end.kind === 'pods' && end.workload.spec.hostNetwork === true)) return false;
    const isOpen = to.kind === 'pods' && isSelectable(to.workload) && !reader.closes(to.workload, 'Ingress');
    if (isOpen && !this.isContested(from, to)) return this.draftOf(to.workload).close('Ingress');
    if (from.kind !== 'pods' || (to.kind === 'pods' && to.workload === from.workload)) return false;
    if (!isSelectable(from.workload) || reader.closes(from.workload, 'Egress')) return false;
    if (this.isNeeded(from.workload, to)) return false;
    if (!this.draftOf(from.workload).close('Egress')) return false;
    if (usesDns(from.workload)) this.draftOf(from.workload).allow('Egress', DNS_PEER, DNS_PORTS);
    return true;
  }

  private open(connection: Connection, reader: PolicyReader): boolean {
    const { from, to } = connection;
    const { egress, ingress } = reader.read(connection);
    const ports = [{ containerPort: to.port, protocol: to.protocol as Protocol }];
    let changes = false;
    if (to.kind === 'pods' && ingress !== 'yes' && isSelectable(to.workload)) {
      changes = this.peersOf(from)
        .map((peer) => this.draftOf(to.workload).allow('Ingress', peer, ports))
        .includes(true);
    }
    if (from.kind !== 'pods' || !isSelectable(from.workload)) return changes;
    const draft = this.draftOf(from.workload);
    if (egress !== 'yes') {
      changes =
        destinationPeers(to)
          .map((peer) => draft.allow('Egress', peer, ports))
          .includes(true) || changes;
    }
    if (usesDns(from.workload) && reader.readDns(from.workload) !== 'yes') {
      changes = draft.allow('Egress', DNS_PEER, DNS_PORTS) || changes;
    }
    return changes;
  }

  private draftOf(workload: Workload): Draft {
    let draft = this.drafts.get(workload);
    if (draft === undefined) this.drafts.set(workload, (draft = new Draft(workload)));
    return draft;
  }

  private peersOf(from: Source) {
    if (from.kind === 'pods') return isSelectable(from.workload) ? [from.workload] : [];
    if (from.kind === 'outside') return EVERYWHERE;
    return from.kind === 'controller' ? this.controllers : [];
  }

  /** Whether an `allow` opens the same port to somebody that a policy cannot tell from who is to be kept out. */
  private isContested(from: Source, to: Destination): boolean {
    return this.allowed.some((other) => isSamePort(other.to, to) && reaches(other.to, to) && covers(other.from, from));
  }

  /** Whether an `allow` of the same Pods needs what is to be closed to them. */
  private isNeeded(workload: Workload, to: Destination): boolean {
    return this.allowed.some(
      (other) =>
        isSamePort(other.to, to) &&
        covers({ kind: 'pods', workload }, other.from) &&
        (other.to.kind === 'name' || reaches(other.to, to)),
    );
  }
}

function isSamePort(a: Destination, b: Destination): boolean {
  return a.port === b.port && a.protocol === b.protocol;
}

/** Whether a rule that is about one destination is about another one too. */
function reaches(rule: Destination, to: Destination): boolean {
  if (rule.kind !== 'pods' || to.kind !== 'pods') return rule.kind === to.kind;
  return isSelectedWith(rule.workload, to.workload);
}

/** Whether a rule that is about one source is about another one too. */
function covers(rule: Source, from: Source): boolean {
  if (rule.kind === 'outside') return true;
  if (rule.kind !== 'pods' || from.kind !== 'pods') return rule.kind === from.kind;
  return isSelectedWith(rule.workload, from.workload);
}

/** Whether the labels by which the Pods of one workload are selected are those of another one too. */
function isSelectedWith(workload: Workload, other: Workload): boolean {
  if (workload === other) return true;
  const selector = templateSelector(workload.manifest);
  return selector !== undefined && workload.namespace === other.namespace && meets(selector, other.labels);
}

/** Pods that a policy can be about: they have addresses, and labels, of their own. */
function isSelectable({ spec, manifest }: Workload): boolean {
  return spec.hostNetwork !== true && templateSelector(manifest) !== undefined;
}

function usesDns({ spec: { dnsPolicy } }: Workload): boolean {
  return dnsPolicy !== 'None' && dnsPolicy !== 'Default';
}

function destinationPeers(to: Destination) {
  if (to.kind === 'pods') return isSelectable(to.workload) ? [to.workload] : [];
  if (to.kind === 'name') return EVERYWHERE;
  return to.addresses.map((address) => ({
    ipBlock: { cidr: `${address}/${familyOf(address) === 'IPv6' ? 128 : 32}` },
  }));
}
