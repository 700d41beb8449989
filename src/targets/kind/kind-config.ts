import type { ClusterIPFamily } from '../../terms/ip-families';
import type { CurrentProxyMode } from '../../terms/proxy-mode';

/** What a new cluster is like. */
export interface KindClusterShape {
  readonly proxyMode: CurrentProxyMode;
  /** Worker nodes beside the control plane. */
  readonly workers: number;
  /** IP families, the default one first. */
  readonly ipFamily: ClusterIPFamily;
}

/**
 * A kind configuration (https://kind.sigs.k8s.io/docs/user/configuration/). The zones are those of the embedded target: the
 * control plane and the first worker in `zone-a`, the other workers in `zone-b`.
 *
 * kube-proxy acts at once: by default it gathers changes for a second, which every wait for a Service would pay.
 */
export function kindConfig({ proxyMode, workers, ipFamily }: KindClusterShape): string {
  const node = (role: string, zone: string) => ({ role, labels: { 'topology.kubernetes.io/zone': zone } });
  return JSON.stringify({
    kind: 'Cluster',
    apiVersion: 'kind.x-k8s.io/v1alpha4',
    networking: { kubeProxyMode: proxyMode, ...NETWORKING[ipFamily] },
    nodes: [
      node('control-plane', 'zone-a'),
      ...Array.from({ length: workers }, (_, index) => node('worker', index === 0 ? 'zone-a' : 'zone-b')),
    ],
    kubeadmConfigPatches: [
      JSON.stringify({ kind: 'KubeProxyConfiguration', [proxyMode]: { minSyncPeriod: MIN_SYNC_PERIOD } }),
    ],
  });
}

/** The order of the Service ranges says which family is the default one; kind's own is IPv4 first. */
const NETWORKING: Readonly<Record<ClusterIPFamily, object>> = {
  ipv4: {},
  ipv6: { ipFamily: 'ipv6' },
  dual: { ipFamily: 'dual' },
  dual6: {
    ipFamily: 'dual',
    podSubnet: 'fd00:10:244::/56,10.244.0.0/16',
    serviceSubnet: 'fd00:10:96::/112,10.96.0.0/16',
  },
};

const MIN_SYNC_PERIOD = '10ms';
