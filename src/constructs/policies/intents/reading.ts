import type { NetworkModel } from '../../../model/network-model';
import type { Direction, Policy, PolicyRule } from '../../../model/network-policies';
import { meets, namespaceLabels, policiesOf, portsAllow } from '../../../model/network-policies';
import type { Labels, NetworkPolicyPeer } from '../../../model/objects';
import type { Workload } from '../../../model/workload';
import { cidrContains, cidrsOf } from '../../../terms/cidr';
import { parseIP } from '../../../terms/ip';
import type { Connection } from './connections';

/** Whether a connection is open, as far as policies decide: `maybe` where others do, or nobody can know. */
export type Answer = 'yes' | 'no' | 'maybe';

/** What policies say of a connection, at either end. */
export interface Reading {
  readonly egress: Answer;
  readonly ingress: Answer;
}

/** Whoever a rule may be about. */
type Party =
  | { readonly namespace: string; readonly labels: Labels }
  | { readonly peers: readonly NetworkPolicyPeer[] }
  | { readonly addresses: readonly string[] }
  | 'outside'
  | 'node';

/** The DNS server of a cluster. */
const DNS = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };

/** Reads what the policies of a model mean for connections that intents speak of. */
export class PolicyReader {
  private readonly policies: readonly Policy[];

  /** @param controllers the Pods of Ingress controllers */
  constructor(
    private readonly model: NetworkModel,
    private readonly controllers: readonly NetworkPolicyPeer[],
  ) {
    this.policies = policiesOf(model);
  }

  /** Whether a policy closes one direction for the Pods of a workload. */
  closes(workload: Workload, direction: Direction): boolean {
    return workload.spec.hostNetwork !== true && this.closing(workload, direction).length > 0;
  }

  read({ from, to }: Connection): Reading {
    const { port, protocol } = to;
    const egress =
      from.kind !== 'pods'
        ? 'yes'
        : this.side(
            'Egress',
            from.workload,
            to.kind === 'pods' ? podsOf(to.workload) : addressesOf(to),
            { port, protocol },
            to,
          );
    if (to.kind !== 'pods') return { egress, ingress: 'yes' };
    // Nothing outside has a way to what is not exposed.
    if (from.kind === 'outside' && !to.exposed) return { egress, ingress: 'no' };
    const ingress = this.side('Ingress', to.workload, this.sourceOf(from), { port, protocol }, to);
    const isOwn = from.kind === 'pods' && from.workload === to.workload;
    return isOwn
      ? { egress: egress === 'no' ? 'maybe' : egress, ingress: ingress === 'no' ? 'maybe' : ingress }
      : { egress, ingress };
  }

  /** Whether the Pods of a workload may ask the DNS of the cluster. */
  readDns(workload: Workload): Answer {
    const to: Connection['to'] = { kind: 'name', port: 53, protocol: 'UDP' };
    const answers = ['UDP', 'TCP'].map((protocol) => this.side('Egress', workload, DNS, { port: 53, protocol }, to));
    return answers.includes('no') ? 'no' : answers.includes('maybe') ? 'maybe' : 'yes';
  }

  private sourceOf(from: Connection['from']): Party {
    switch (from.kind) {
      case 'pods':
        return podsOf(from.workload);
      case 'controller':
        return { peers: this.controllers };
      case 'node':
      case 'outside':
        return from.kind;
    }
  }

  /** What the policies that close one end say of the other one. */
  private side(
    direction: Direction,
    subject: Workload,
    other: Party,
    { port, protocol }: { readonly port: number; readonly protocol: string },
    to: Connection['to'],
  ): Answer {
    const policies = this.closing(subject, direction);
    if (policies.length === 0) return 'yes';
    const named = to.kind === 'pods' ? { spec: to.workload.spec } : undefined;
    const answer = best(
      policies.flatMap((policy) =>
        (direction === 'Ingress' ? policy.ingress : policy.egress)
          .filter((rule) => portsAllow(rule, port, protocol, named))
          .map((rule) => this.ruleAnswer(rule, policy, other)),
      ),
    );
    // A Pod and its own node always reach each other; whether policies apply to Pods on the network of their host is open.
    const isOpen = other === 'node' || subject.spec.hostNetwork === true;
    return isOpen && answer === 'no' ? 'maybe' : answer;
  }

  private closing({ namespace, labels }: Workload, direction: Direction): readonly Policy[] {
    return this.policies.filter(
      (policy) =>
        policy.namespace === namespace &&
        policy.directions.has(direction) &&
        meets(policy.source.spec.podSelector ?? {}, labels),
    );
  }

  private ruleAnswer({ peers }: PolicyRule, { namespace }: Policy, other: Party): Answer {
    if (peers.length === 0) return 'yes';
    if (other === 'node') return 'maybe';
    if (other !== 'outside' && 'peers' in other) {
      const letIn = other.peers.filter((wanted) => peers.some((peer) => isSame(peer, wanted)));
      if (other.peers.length > 0 && letIn.length === other.peers.length) return 'yes';
      return peers.some(({ namespaceSelector, ipBlock }) => namespaceSelector ?? ipBlock) ? 'maybe' : 'no';
    }
    return best(peers.map((peer) => this.peerAnswer(peer, namespace, other)));
  }

  private peerAnswer(
    { podSelector, namespaceSelector, ipBlock }: NetworkPolicyPeer,
    own: string,
    other: Exclude<Party, 'node' | { peers: unknown }>,
  ): Answer {
    if (ipBlock !== undefined) return blockAnswer(ipBlock, other);
    if (other === 'outside' || 'addresses' in other) return 'no';
    const isIn =
      namespaceSelector === undefined
        ? other.namespace === own
        : meets(namespaceSelector, namespaceLabels(this.model, other.namespace));
    return isIn && (podSelector === undefined || meets(podSelector, other.labels)) ? 'yes' : 'no';
  }
}

function podsOf(workload: Workload): Party {
  return workload.spec.hostNetwork === true ? 'node' : workload;
}

function addressesOf(to: Connection['to']): Party {
  return to.kind === 'addresses' ? { addresses: to.addresses } : 'outside';
}

function blockAnswer(
  { cidr = '', except = [] }: NonNullable<NetworkPolicyPeer['ipBlock']>,
  other: { readonly namespace: string } | { readonly addresses: readonly string[] } | 'outside',
): Answer {
  const [block] = cidrsOf(cidr);
  if (block === undefined) return 'no';
  if (other !== 'outside' && 'addresses' in other) {
    const isIn = (address: string) => {
      const ip = parseIP(address);
      return ip !== undefined && cidrContains(block, ip) && !cidrsOf(...except).some((hole) => cidrContains(hole, ip));
    };
    return other.addresses.every(isIn) ? 'yes' : other.addresses.some(isIn) ? 'maybe' : 'no';
  }
  return block.prefixLength === 0 && except.length === 0 && block.family === 'IPv4' ? 'yes' : 'maybe';
}

function best(answers: readonly Answer[]): Answer {
  return answers.includes('yes') ? 'yes' : answers.includes('maybe') ? 'maybe' : 'no';
}

function isSame(a: NetworkPolicyPeer, b: NetworkPolicyPeer): boolean {
  const text = ({ podSelector, namespaceSelector, ipBlock }: NetworkPolicyPeer) =>
    JSON.stringify([podSelector, namespaceSelector, ipBlock]);
  return text(a) === text(b);
}
