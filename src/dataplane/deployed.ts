import type { Deployed } from '../probes/deployed';
import { addressIn, familiesIn } from '../terms/ip';
import type { Cluster } from './cluster';
import { deployedPods } from './pods/deployed-pods';

/** What a simulated cluster made of the manifests, as a plan of probes takes it. */
export function deployedIn(cluster: Cluster): Deployed {
  return {
    services: cluster.services,
    pods: deployedPods(cluster),
    clusterDomain: cluster.config.clusterDomain,
    nodes: [...cluster.nodes.keys()],
    ipFamilies: cluster.families,
    ingressFamilies: familiesIn(cluster.ingressIPs),
    addressOf: (from, family) => addressIn(cluster.addressesOf(from), family),
    standsIn: true,
    enforcesPolicies: cluster.config.networkPolicies !== 'off',
  };
}
