import { resolveConfig } from '../../src/dataplane/cluster-config';

describe('resolveConfig', () => {
  it('fills in what a kind cluster has', () => {
    expect(resolveConfig({ nodes: [{ name: 'one' }] })).toMatchObject({
      proxyMode: 'iptables',
      clusterDomain: 'cluster.local',
      podCIDR: '10.244.0.0/16',
      serviceClusterIPRange: ['10.96.0.0/16'],
      serviceNodePortRange: '30000-32767',
      namespace: 'default',
    });
  });

  it('refuses a cluster without nodes', () => {
    expect(() => resolveConfig({ nodes: [] })).toThrow(RangeError);
  });

  it('draws the same random numbers each time, from 0 up to 1', () => {
    const [first, second] = [resolveConfig({ nodes: [{ name: 'a' }] }), resolveConfig({ nodes: [{ name: 'a' }] })];
    const numbers = Array.from({ length: 100 }, () => first.random());
    expect(Array.from({ length: 100 }, () => second.random())).toEqual(numbers);
    expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
    expect(new Set(numbers).size).toBe(100);
  });
});
