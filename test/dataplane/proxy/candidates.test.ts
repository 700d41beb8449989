import fc from 'fast-check';
import type { ClusterNode } from '../../../src/dataplane/node';
import { candidatesOn, endpointsOf } from '../../../src/dataplane/proxy/candidates';
import type { ProxyEndpoint } from '../../../src/dataplane/proxy/proxy-endpoint';
import type { ServicePortInfo } from '../../../src/dataplane/proxy/service-port';
import { nearEndpoints } from '../../../src/dataplane/proxy/topology';

const here: ClusterNode = {
  name: 'here',
  labels: {},
  ip: '',
  addresses: [],
  controlPlane: false,
  zone: 'a',
};
const port: ServicePortInfo = {
  service: 'shop/web',
  portName: '',
  protocol: 'TCP',
  family: 'IPv4',
  port: 80,
  clusterIP: '10.96.0.5',
  externalIPs: [],
  loadBalancerIPs: [],
  internalLocal: false,
  externalLocal: false,
};
const endpoint = (address: string, more: Partial<ProxyEndpoint> = {}): ProxyEndpoint => ({
  address,
  port: 80,
  ready: true,
  serving: true,
  terminating: false,
  ...more,
});
const stopping = { ready: false, terminating: true };
const choose = (more: Partial<ServicePortInfo>, ...endpoints: readonly ProxyEndpoint[]) => {
  const { cluster, local, any } = candidatesOn(here, { ...port, ...more }, endpoints);
  return { cluster: cluster.map(({ address }) => address), local: local.map(({ address }) => address), any };
};

describe('candidatesOn', () => {
  it('takes the ready endpoints, and those that are stopping only when there is no other', () => {
    expect(choose({}, endpoint('1'), endpoint('2', stopping), endpoint('3', { ready: false })).cluster).toEqual(['1']);
    expect(choose({}, endpoint('2', stopping), endpoint('3', { ready: false })).cluster).toEqual(['2']);
    expect(choose({}, endpoint('3', { ready: false, serving: false, terminating: true }))).toMatchObject({
      cluster: [],
      any: false,
    });
  });

  it('does so for the endpoints of the node on their own', () => {
    const found = choose(
      { internalLocal: true },
      endpoint('1', { nodeName: 'there' }),
      endpoint('2', { ...stopping, nodeName: 'here' }),
    );
    expect(found).toEqual({ cluster: [], local: ['2'], any: true });
  });

  it('knows no local endpoints where no policy asks for them, and no cluster ones where nobody may use them', () => {
    expect(choose({}, endpoint('1', { nodeName: 'here' })).local).toEqual([]);
    expect(choose({ internalLocal: true }, endpoint('1')).cluster).toEqual([]);
    expect(choose({ internalLocal: true, nodePort: 30000 }, endpoint('1')).cluster).toEqual(['1']);
    expect(choose({ externalLocal: true, nodePort: 30000 }, endpoint('1', { nodeName: 'here' })).local).toEqual(['1']);
  });

  it('says that there is an endpoint somewhere even if none is local', () => {
    expect(choose({ internalLocal: true }, endpoint('1', { nodeName: 'there' }))).toEqual({
      cluster: [],
      local: [],
      any: true,
    });
  });
});

describe('nearEndpoints', () => {
  const address = ({ address: each }: ProxyEndpoint) => each;

  it('goes by node, then by zone, and only if every endpoint has hints', () => {
    const near = endpoint('1', { forNodes: ['here'], forZones: ['b'] });
    const inZone = endpoint('2', { forNodes: ['there'], forZones: ['a'] });
    expect(nearEndpoints([near, inZone], here).map(address)).toEqual(['1']);
    expect(nearEndpoints([endpoint('1', { forZones: ['b'] }), inZone], here).map(address)).toEqual(['2']);
    expect(nearEndpoints([near, endpoint('3')], here)).toHaveLength(2);
    expect(nearEndpoints([endpoint('1', { forZones: ['b'] })], here)).toHaveLength(1);
  });

  it('never empties a list', () => {
    const names = fc.option(fc.array(fc.constantFrom('here', 'there', 'a', 'b')), { nil: undefined });
    fc.assert(
      fc.property(fc.array(fc.record({ forNodes: names, forZones: names }), { minLength: 1 }), (hints) => {
        const all = hints.map(({ forNodes, forZones }, index) =>
          endpoint(`${index}`, {
            ...(forNodes === undefined ? {} : { forNodes }),
            ...(forZones === undefined ? {} : { forZones }),
          }),
        );
        const near = nearEndpoints(all, here);
        expect(near.length).toBeGreaterThan(0);
        expect(near.every((each) => all.includes(each))).toBe(true);
      }),
    );
  });
});

it('endpointsOf matches ports by name, protocol and family, and takes an address and port once', () => {
  const one = { address: '10.0.0.1', addresses: ['10.0.0.1'], ready: true, serving: true, terminating: false };
  const slice = (name: string, number: number, protocol: 'TCP' | 'UDP' = 'TCP', family: 'IPv4' | 'IPv6' = 'IPv4') => ({
    family,
    ports: [{ name, protocol, port: number }],
    endpoints: [one],
  });
  const found = endpointsOf(port, [
    slice('', 80),
    slice('', 80),
    slice('x', 1),
    slice('', 2, 'UDP'),
    slice('', 3, 'TCP', 'IPv6'),
    slice('', 4),
  ]);
  expect(found.map((each) => each.port)).toEqual([80, 4]);
});
