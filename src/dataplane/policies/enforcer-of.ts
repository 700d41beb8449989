import type { NetworkModel } from '../../model/network-model';
import { policiesOf } from '../../model/network-policies';
import type { Container, PodSpec } from '../../model/objects';
import { objectsIn } from '../../model/workload';
import { cidrsOf } from '../../terms/cidr';
import type { ResolvedClusterConfig } from '../cluster-config';
import type { Hosts } from '../hosts';
import type { ProxyTables } from '../proxy/proxy-tables';
import type { Enforcer } from './enforcer';
import { NO_ENFORCER } from './enforcer';
import { KindEnforcer } from './kind-enforcer';
import { PolicyEngine } from './policy-engine';
import type { PolicyPod } from './policy-index';
import { PolicyIndex } from './policy-index';
import { Readings } from './readings';
import { SpecEnforcer } from './spec-enforcer';
import { StrangerEnforcer } from './stranger-enforcer';
import { tripOf } from './trip';

/** Whoever enforces the policies of a model. */
export function enforcerOf(
  { networkPolicies, serviceClusterIPRange }: ResolvedClusterConfig,
  model: NetworkModel,
  hosts: Hosts,
  tables: ProxyTables,
  pods: ReadonlyMap<string, PolicyPod>,
): Enforcer {
  const policies = policiesOf(model);
  if (networkPolicies === 'off' || policies.length === 0) return NO_ENFORCER;
  const index = new PolicyIndex(policies);
  const ofContainers = new PolicyEngine(model, index, ordinaryContainers);
  const own =
    networkPolicies === 'kind'
      ? new KindEnforcer(ofContainers, hosts)
      : new SpecEnforcer(
          new Readings(
            [ofContainers, new PolicyEngine(model, index)],
            cidrsOf(...serviceClusterIPRange, KUBEADM_RANGE),
          ),
          (journey) => tripOf(journey, hosts, tables, (key) => pods.get(key)),
        );
  return new StrangerEnforcer(own, ofContainers, hosts);
}

/** The Service range of clusters made by kubeadm, which many policies name whatever their own is. */
const KUBEADM_RANGE = '10.96.0.0/12';

function ordinaryContainers({ containers }: PodSpec): readonly Container[] {
  return objectsIn<Container>(containers);
}
