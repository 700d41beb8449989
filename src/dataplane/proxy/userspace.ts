import type { Service } from '../../model/objects';
import type { ClusterNode } from '../node';
import { IptablesProxier } from './iptables';
import type { Arrival, Packet, Verdict } from './proxier';
import type { Match } from './service-map';

/**
 * kube-proxy's first mode, removed in Kubernetes 1.26: a process of the node accepts the connection and opens another
 * one to the endpoint, so that every connection comes from the node.
 */
export class UserspaceProxier extends IptablesProxier {
  protected override matched(match: Match, packet: Packet, node: ClusterNode, arrival: Arrival): Verdict {
    const verdict = super.matched(match, packet, node, arrival);
    return verdict.action === 'translate' ? { ...verdict, masquerade: true } : verdict;
  }
}

/** Services as that mode saw them: it knew no traffic policies and no source ranges. */
export function withoutPolicies(services: ReadonlyMap<string, Service>): ReadonlyMap<string, Service> {
  return new Map(
    [...services].map(([key, service]) => [
      key,
      {
        ...service,
        spec: {
          ...service.spec,
          internalTrafficPolicy: 'Cluster',
          externalTrafficPolicy: 'Cluster',
          loadBalancerSourceRanges: [],
        },
      },
    ]),
  );
}
