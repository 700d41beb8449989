import { clusterRanges } from '../../src/dataplane/cluster-ranges';

test.each([
  [{}, 'ipv4', ['10.96.0.0/16']],
  [{ ipFamily: 'dual' }, 'dual', ['10.96.0.0/16', 'fd00:10:96::/112']],
  [{ ipFamily: 'dual6' }, 'dual6', ['fd00:10:96::/112', '10.96.0.0/16']],
  [{ serviceClusterIPRange: ['fd00:1::/112'] }, 'ipv6', ['fd00:1::/112']],
  [{ serviceClusterIPRange: ['fd00:1::/112', '10.0.0.0/16'] }, 'dual6', ['fd00:1::/112', '10.0.0.0/16']],
  [{ ipFamily: 'dual6', serviceClusterIPRange: ['10.0.0.0/16'] }, 'dual6', ['fd00:10:96::/112', '10.0.0.0/16']],
] as const)('%j is a cluster %s with the Service ranges %j', (config, ipFamily, serviceClusterIPRange) => {
  expect(clusterRanges(config)).toMatchObject({ ipFamily, serviceClusterIPRange });
});

test('a range that is given for one family leaves the other one its default', () => {
  expect(clusterRanges({ ipFamily: 'dual', podCIDR: ' fd01::/48' })).toMatchObject({
    podCIDR: '10.244.0.0/16,fd01::/48',
  });
});

test('what is outside has IPv4 addresses where the cluster has none', () => {
  expect(clusterRanges({ ipFamily: 'ipv6' }).nodeCIDR).toBe('fc00:f853:ccd:e793::/64,172.18.0.0/16');
});

test.each([
  ['ipFamily', { ipFamily: 'v6' as 'ipv6' }],
  ['podCIDR', { podCIDR: 'fd00::/48' }],
  ['podCIDR', { ipFamily: 'dual', podCIDR: '10.1.0.0/16,10.2.0.0/16' }],
  ['loadBalancerRange', { ipFamily: 'ipv6', loadBalancerRange: '10.0.0.1-10.0.0.9' }],
  ['serviceClusterIPRange', { ipFamily: 'ipv4', serviceClusterIPRange: ['fd00:1::/112'] }],
] as const)('%s that does not fit is named', (field, config) => {
  expect(() => clusterRanges(config)).toThrow(new RegExp(`^${field} '`));
});
