import { resolveConfig } from '../../src/dataplane/cluster-config';
import { isLoopback, ClusterNetwork } from '../../src/dataplane/cluster-network';

const nodes = [{ name: 'control-plane' }, { name: 'worker', labels: { 'topology.kubernetes.io/zone': 'a' } }];

describe('ClusterNetwork', () => {
  it('gives every node an address, a /24 for its Pods and the first address of it', () => {
    const { nodes: byName } = new ClusterNetwork(resolveConfig({ nodes }));
    expect(byName.get('worker')).toMatchObject({
      ip: '172.18.0.3',
      addresses: [{ family: 'IPv4', ip: '172.18.0.3', podCIDR: '10.244.1.0/24', gatewayIP: '10.244.1.1' }],
      zone: 'a',
      controlPlane: false,
    });
    expect(byName.get('control-plane')?.controlPlane).toBe(true);
  });

  it('finds nodes and outside hosts by address', () => {
    const network = new ClusterNetwork(resolveConfig({ nodes, externalHosts: ['Api.example.com'] }));
    expect(network.nodeOf('10.244.1.1')?.name).toBe('worker');
    expect(network.hostOf(network.externalHosts.get('api.example.com')?.[0] ?? '')?.name).toBe('api.example.com');
    expect(network.isPodAddress('10.244.200.1')).toBe(true);
    expect(network.isPodAddress('10.96.0.1')).toBe(false);
    expect(network.outsideIPs.every((address) => network.isNodeNetwork(address))).toBe(true);
  });

  it('gives a node another /24 when its own is used up, and no address twice', () => {
    const network = new ClusterNetwork(resolveConfig({ nodes }));
    const next = network.podAddresses(() => false);
    const given = [...network.nodes.values()].flatMap((node) => Array.from({ length: 600 }, () => next(node)[0] ?? ''));
    expect(new Set(given).size).toBe(1200);
    expect(given.every((address) => network.isPodAddress(address) && network.nodeOf(address) === undefined)).toBe(true);
  });

  it('gives Pods the addresses of their node up to the last but the broadcast address, then those of no node', () => {
    const network = new ClusterNetwork(resolveConfig({ nodes }));
    const next = network.podAddresses(() => false);
    const worker = network.nodes.get('worker');
    const given = worker === undefined ? [] : Array.from({ length: 254 }, () => next(worker)[0]);
    expect([given[0], ...given.slice(-2)]).toEqual(['10.244.1.2', '10.244.1.254', '10.244.2.0']);
  });

  it.each([
    ['podCIDR', { podCIDR: '10.244.0.0/24' }],
    ['podCIDR', { podCIDR: 'fd00::/56' }],
    ['nodeCIDR', { nodeCIDR: '172.18.0.0/30' }],
    ['nodeCIDR', { nodeCIDR: 'nodes' }],
  ])('names the field %s when its range does not do', (field, ranges) => {
    expect(() => new ClusterNetwork(resolveConfig({ nodes, ...ranges }))).toThrow(new RegExp(`^${field} `));
  });

  it('knows loopback', () => {
    expect(['127.0.0.1', '127.9.9.9', '::1', '10.0.0.127'].map(isLoopback)).toEqual([true, true, true, false]);
  });
});
