import { ClusterIPs } from '../../../src/model/allocation/cluster-ips';

const reasons = (result: ReturnType<ClusterIPs['allocate']>) => result.failures?.map(({ reason }) => reason);

describe('ClusterIPs', () => {
  it('knows its families, the primary one first', () => {
    expect(new ClusterIPs(['fd00::/112', '10.96.0.0/16']).families).toEqual(['IPv6', 'IPv4']);
  });

  it('gives what is asked for, as it is written', () => {
    const pool = new ClusterIPs(['10.96.0.0/16']);
    expect(pool.allocate('a/b', ['IPv4'], ['010.096.000.005']).clusterIPs).toEqual(['010.096.000.005']);
    expect(reasons(pool.allocate('a/c', ['IPv4'], ['10.96.0.5']))).toEqual(['cluster-ip-taken']);
  });

  it('says who holds an address', () => {
    const pool = new ClusterIPs(['10.96.0.0/16']);
    pool.allocate('shop/web', ['IPv4'], ['10.96.0.5']);
    expect(pool.allocate('shop/api', ['IPv4'], ['10.96.0.5']).failures).toMatchObject([{ takenBy: 'shop/web' }]);
  });

  it.each(['10.96.0.0', '10.96.255.255', '10.97.0.1', '10.95.255.255'])('has no %s', (clusterIP) => {
    const pool = new ClusterIPs(['10.96.0.0/16']);
    expect(reasons(pool.allocate('a/b', ['IPv4'], [clusterIP]))).toEqual(['cluster-ip-range']);
  });

  it('has the last address of an IPv6 network, not its first', () => {
    const pool = new ClusterIPs(['fd00:10:96::/112']);
    expect(pool.allocate('a/b', ['IPv6'], ['fd00:10:96::ffff']).failures).toBeUndefined();
    expect(reasons(pool.allocate('a/c', ['IPv6'], ['fd00:10:96::']))).toEqual(['cluster-ip-range']);
  });

  it('gives the first address back when the second is not to be had', () => {
    const pool = new ClusterIPs(['10.96.0.0/16', 'fd00:10:96::/112']);
    const both = ['10.96.0.5', 'fd00::1'];
    expect(reasons(pool.allocate('a/b', ['IPv4', 'IPv6'], both))).toEqual(['cluster-ip-range']);
    expect(pool.allocate('a/c', ['IPv4'], ['10.96.0.5']).failures).toBeUndefined();
  });

  it('is full when all are taken', () => {
    const pool = new ClusterIPs(['10.96.0.0/30']);
    expect(pool.allocate('a/b', ['IPv4'], []).failures).toBeUndefined();
    expect(pool.allocate('a/c', ['IPv4'], []).failures).toBeUndefined();
    expect(pool.allocate('a/d', ['IPv4'], []).failures).toMatchObject([
      { reason: 'cluster-ip-full', kind: 'InternalError' },
    ]);
  });

  it.each([
    ['a/', ['10.96.0.9'], 'Invalid'],
    ['a/x%', ['10.96.0.9'], 'Invalid'],
    ['a/', [], 'InternalError'],
    ['a/..', [], 'InternalError'],
  ])('gives nothing to %s, which cannot be the owner', (owner, requested, kind) => {
    const { failures } = new ClusterIPs(['10.96.0.0/16']).allocate(owner, ['IPv4'], requested);
    expect(failures).toMatchObject([{ reason: 'cluster-ip-owner', kind }]);
  });

  it.each([[[]], [['10.96.0.0']], [['10.96.0.0/16', '10.97.0.0/16']]])('cannot be made of %j', (ranges) => {
    expect(() => new ClusterIPs(ranges)).toThrow(RangeError);
  });
});
