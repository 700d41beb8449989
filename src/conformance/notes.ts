import type { NetworkModel } from '../model/network-model';
import { usesClusterDNS } from '../probes/plan/clients';
import { WITHOUT_EFFECT } from '../probes/plan/intent-probes';
import type { Deployment } from '../targets/target';
import { describeRef } from '../terms/object-ref';
import { listed } from '../terms/sentence';

/** What a reader has to know of a whole run, a sentence each. */
export function notesOf(model: NetworkModel, deployment: Deployment): readonly string[] {
  return [...(deployment.notes ?? []), ...aboutPolicies(model, deployment), ...aboutDNS(model)];
}

function aboutPolicies({ networkPolicies }: NetworkModel, { enforcesPolicies = true }: Deployment): readonly string[] {
  return networkPolicies.size === 0 || enforcesPolicies !== false ? [] : [WITHOUT_EFFECT];
}

/** Workloads that are asked for no names, and why. */
function aboutDNS({ workloads }: NetworkModel): readonly string[] {
  const others = workloads.filter((workload) => !workload.finite && !usesClusterDNS({ workload }));
  if (others.length === 0) return [];
  const names = others.map(
    ({ ref, spec: { dnsPolicy = 'ClusterFirst', hostNetwork = false } }) =>
      `${describeRef(ref)} (${hostNetwork ? 'hostNetwork, ' : ''}dnsPolicy ${dnsPolicy})`,
  );
  return [`names of the cluster do not resolve in the Pods of ${listed(names, 3)}: they do not use its DNS server`];
}
