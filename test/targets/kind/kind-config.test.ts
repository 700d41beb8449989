import { kindConfig } from '../../../src/targets/kind/kind-config';

test('a new cluster has the zones of the embedded target, and a kube-proxy that acts at once', () => {
  const config = JSON.parse(kindConfig({ proxyMode: 'nftables', workers: 2, ipFamily: 'ipv4' })) as Record<
    string,
    unknown
  >;
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

test.each([
  ['ipv4', {}],
  ['ipv6', { ipFamily: 'ipv6' }],
  ['dual', { ipFamily: 'dual' }],
  ['dual6', { ipFamily: 'dual', serviceSubnet: 'fd00:10:96::/112,10.96.0.0/16' }],
] as const)('a new cluster of %s has these families, the default one first', (ipFamily, networking) => {
  const config = JSON.parse(kindConfig({ proxyMode: 'iptables', workers: 1, ipFamily })) as Record<string, unknown>;
  expect(config.networking).toMatchObject({ kubeProxyMode: 'iptables', ...networking });
});
