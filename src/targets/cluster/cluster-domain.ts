import { CLUSTER_DEFAULTS } from '../../terms/cluster-defaults';
import type { ClusterContext } from './cluster-context';
import type { StoredPod } from './objects';
import { runCommand } from './prober/command';

/**
 * The domain under which the cluster's DNS server has its names, as the kubelet wrote it into a Pod's resolv.conf. Where no
 * Pod can tell, the default of kubeadm and kubelet.
 */
export async function clusterDomainOf({ api, view }: ClusterContext, signal: AbortSignal): Promise<string> {
  const pod = view.pods.find(usesClusterDNS);
  if (pod === undefined) return CLUSTER_DEFAULTS.clusterDomain;
  const { name, namespace = '' } = pod.metadata;
  const place = { namespace, pod: name, container: pod.spec.containers?.[0]?.name ?? '' };
  return domainIn(await runCommand(api, place, ['cat', '/etc/resolv.conf'], signal)) ?? CLUSTER_DEFAULTS.clusterDomain;
}

function usesClusterDNS({ spec, status }: StoredPod): boolean {
  const { dnsPolicy = 'ClusterFirst', hostNetwork = false } = spec;
  return status?.phase === 'Running' && dnsPolicy === 'ClusterFirst' && !hostNetwork;
}

/** `cluster.local` of `search shop.svc.cluster.local svc.cluster.local cluster.local`; undefined: another resolver. */
export function domainIn(resolvConf: string): string | undefined {
  const lines = resolvConf.split('\n').map((line) => line.split(/[ \t]/));
  const search = lines.find(([option]) => option === 'search') ?? [];
  const services = search.find((domain) => domain.startsWith('svc.'));
  return services?.slice('svc.'.length);
}
