import type { NetworkModel } from '../../model/network-model';
import type { Direction, Policy, PolicyRule } from '../../model/network-policies';
import { meets, namespaceLabels, portsAllow } from '../../model/network-policies';
import type { Container, NetworkPolicyPeer, PodSpec } from '../../model/objects';
import { viewOf } from '../../model/view';
import { servingContainers } from '../../model/workload';
import { cidrContains, cidrsOf } from '../../terms/cidr';
import { parseIP } from '../../terms/ip';
import type { PolicyIndex } from './policy-index';
import type { Connection, End, NearestRule, RuleAt, Ruling } from './ruling';

/**
 * What NetworkPolicies mean (https://kubernetes.io/docs/concepts/services-networking/network-policies/), for one connection
 * and one of its ends. Which addresses and Pods an enforcer takes the ends for is its own business.
 */
export class PolicyEngine {
  /** @param containersOf the containers whose port names count. Default: sidecars among them */
  constructor(
    private readonly model: NetworkModel,
    readonly index: PolicyIndex,
    private readonly containersOf: (spec: PodSpec) => readonly Container[] = servingContainers,
  ) {}

  /** What the policies that isolate one end say; undefined when none isolates it, so that everything is allowed. */
  rule(direction: Direction, connection: Connection): Ruling | undefined {
    const { pod } = direction === 'Ingress' ? connection.destination : connection.source;
    const policies = pod === undefined ? [] : this.index.isolating(pod, direction);
    if (pod === undefined || policies.length === 0) return undefined;
    const ruling = { direction, pod, policies, connection };
    const by = this.admitting(ruling);
    if (by !== undefined) return { ...ruling, by };
    const nearest = this.nearest(ruling);
    return nearest === undefined ? ruling : { ...ruling, nearest };
  }

  /** Whether a rule of a policy is about the other end of a connection. */
  admitsPeer({ peers }: PolicyRule, { namespace }: Policy, end: End): boolean {
    return peers.length === 0 || peers.some((peer) => this.isPeer(peer, namespace, end));
  }

  /** Whether a rule of a policy is about the port of a connection. */
  admitsPort(rule: PolicyRule, { protocol, port, destination: { pod } }: Connection): boolean {
    const { containersOf } = this;
    return portsAllow(rule, port, protocol, pod === undefined ? undefined : { spec: pod.spec, containersOf });
  }

  private admitting({ direction, policies, connection }: Ruling): RuleAt | undefined {
    const other = otherEnd(direction, connection);
    for (const policy of policies) {
      const index = rulesOf(policy, direction).findIndex(
        (rule) => this.admitsPort(rule, connection) && this.admitsPeer(rule, policy, other),
      );
      if (index >= 0) return { policy, index };
    }
    return undefined;
  }

  private nearest({ direction, policies, connection }: Ruling): NearestRule | undefined {
    const other = otherEnd(direction, connection);
    let nearest: NearestRule | undefined;
    for (const policy of policies) {
      for (const [index, rule] of rulesOf(policy, direction).entries()) {
        const peer = this.admitsPeer(rule, policy, other);
        const lacks = peer ? 'port' : this.admitsPort(rule, connection) ? 'peer' : 'both';
        if (lacks === 'port') return { policy, index, lacks };
        if (nearest === undefined || (nearest.lacks === 'both' && lacks === 'peer')) nearest = { policy, index, lacks };
      }
    }
    return nearest;
  }

  private isPeer({ podSelector, namespaceSelector, ipBlock }: NetworkPolicyPeer, own: string, end: End): boolean {
    if (ipBlock !== undefined) return blockContains(ipBlock, end.address);
    const { pod } = end;
    if (pod === undefined || (podSelector === undefined && namespaceSelector === undefined)) return false;
    const inNamespace =
      namespaceSelector === undefined
        ? pod.namespace === own
        : meets(namespaceSelector, namespaceLabels(this.model, pod.namespace));
    return inNamespace && (podSelector === undefined || meets(podSelector, pod.labels));
  }
}

/** The rules of one direction. */
export function rulesOf(policy: Policy, direction: Direction): readonly PolicyRule[] {
  return direction === 'Ingress' ? policy.ingress : policy.egress;
}

/** The end that the isolated Pod talks to. */
export function otherEnd(direction: Direction, { source, destination }: Connection): End {
  return direction === 'Ingress' ? source : destination;
}

type IPBlock = NonNullable<NetworkPolicyPeer['ipBlock']>;

const rangesOf = viewOf(({ cidr = '', except = [] }: IPBlock) => ({
  inside: cidrsOf(cidr),
  excepted: cidrsOf(...except),
}));

/** Whether an address is in an ipBlock; one that cannot be read holds none. */
export function blockContains(block: IPBlock, address: string): boolean {
  const ip = parseIP(address);
  if (ip === undefined) return false;
  const { inside, excepted } = rangesOf(block);
  return inside.some((range) => cidrContains(range, ip)) && !excepted.some((range) => cidrContains(range, ip));
}
