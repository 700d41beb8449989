import { policiesOf, selectsAll, workloadsUnder } from '../../model/network-policies';
import type { MapPart } from './part';
import { workloadId } from './workloads';

/** NetworkPolicies, and the Pods that they are about. One for all Pods of its namespace says so, without a line to each. */
export const policies: MapPart = ({ model }, draft) => {
  for (const policy of policiesOf(model)) {
    const { key, namespace, directions, source } = policy;
    const id = policyId(key);
    const everyPod = selectsAll(source.spec.podSelector);
    const { name = '' } = source.metadata;
    const facts = [...[...directions].sort().reverse(), ...(everyPod ? ['every Pod'] : [])];
    draft.add({ id, tier: 'policy', kind: 'NetworkPolicy', namespace, name, facts });
    if (everyPod) continue;
    for (const workload of workloadsUnder(model, policy)) draft.connect(id, workloadId(workload), 'applies');
  }
};

export function policyId(key: string): string {
  return `NetworkPolicy/${key}`;
}
