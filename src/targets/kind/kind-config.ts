import type { CurrentProxyMode } from '../../terms/proxy-mode';

/** What a new cluster is like. */
export interface KindClusterShape {
  readonly proxyMode: CurrentProxyMode;
  /** Worker nodes beside the control plane. */
  readonly workers: number;
}

/**
 * A kind configuration (https://kind.sigs.k8s.io/docs/user/configuration/). The zones are those of the embedded target: the
 * control plane and the first worker in `zone-a`, the other workers in `zone-b`.
 *
 * kube-proxy acts at once: by default it gathers changes for a second, which every wait for a Service would pay.
 */
export function kindConfig({ proxyMode, workers }: KindClusterShape): string {
  const node = (role: string, zone: string) => ({ role, labels: { 'topology.kubernetes.io/zone': zone } });
  return JSON.stringify({
    kind: 'Cluster',
    apiVersion: 'kind.x-k8s.io/v1alpha4',
    networking: { kubeProxyMode: proxyMode },
    nodes: [
      node('control-plane', 'zone-a'),
      ...Array.from({ length: workers }, (_, index) => node('worker', index === 0 ? 'zone-a' : 'zone-b')),
    ],
    kubeadmConfigPatches: [
      JSON.stringify({ kind: 'KubeProxyConfiguration', [proxyMode]: { minSyncPeriod: MIN_SYNC_PERIOD } }),
    ],
  });
}

const MIN_SYNC_PERIOD = '10ms';
