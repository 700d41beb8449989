import { kindConfig } from '../../../src/targets/kind/kind-config';

test('a new cluster has the zones of the embedded target, and a kube-proxy that acts at once', () => {
  const config = JSON.parse(kindConfig({ proxyMode: 'nftables', workers: 2 })) as Record<string, unknown>;
  const zone = (name: string) => ({ 'topology.kubernetes.io/zone': name });
  expect(config).toMatchObject({
    networking: { kubeProxyMode: 'nftables' },
    nodes: [
      { role: 'control-plane', labels: zone('zone-a') },
      { role: 'worker', labels: zone('zone-a') },
      { role: 'worker', labels: zone('zone-b') },
    ],
  });
  const [patch] = config.kubeadmConfigPatches as string[];
  expect(JSON.parse(patch ?? '')).toEqual({ kind: 'KubeProxyConfiguration', nftables: { minSyncPeriod: '10ms' } });
});
