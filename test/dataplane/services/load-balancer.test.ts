import { LoadBalancerAddresses } from '../../../src/dataplane/services/load-balancer';
import type { Service } from '../../../src/model/objects';

const balanced = (more: Partial<Service> = {}, spec: Service['spec'] = {}): Service => ({
  metadata: {},
  ...more,
  spec: { type: 'LoadBalancer', ...spec },
});
const ips = (addresses: LoadBalancerAddresses, key: string, service: Service) =>
  addresses.ingressOf(key, service).map(({ ip }) => ip);

describe('load balancer addresses', () => {
  it('are given out in order, the same one again to who has one, none when the range is used up', () => {
    const addresses = new LoadBalancerAddresses('10.0.0.1-10.0.0.2');
    expect(ips(addresses, 'a', balanced())).toEqual(['10.0.0.1']);
    expect(ips(addresses, 'b', balanced())).toEqual(['10.0.0.2']);
    expect(ips(addresses, 'a', balanced())).toEqual(['10.0.0.1']);
    expect(ips(addresses, 'c', balanced())).toEqual([]);
  });

  it('go to LoadBalancers without a class only, and come back when the type changes', () => {
    const addresses = new LoadBalancerAddresses('10.0.0.1-10.0.0.1');
    expect(ips(addresses, 'a', balanced({}, { loadBalancerClass: 'other' }))).toEqual([]);
    expect(ips(addresses, 'a', balanced())).toEqual(['10.0.0.1']);
    expect(ips(addresses, 'a', { metadata: {}, spec: { type: 'ClusterIP' } })).toEqual([]);
    expect(ips(addresses, 'b', balanced())).toEqual(['10.0.0.1']);
  });

  it('may be asked for by field or annotation', () => {
    const addresses = new LoadBalancerAddresses('10.0.0.1-10.0.0.9');
    expect(ips(addresses, 'a', balanced({}, { loadBalancerIP: '10.0.0.7' }))).toEqual(['10.0.0.7']);
    const annotated = { metadata: { annotations: { 'metallb.io/loadBalancerIPs': '10.0.0.8' } } };
    expect(ips(addresses, 'b', balanced(annotated))).toEqual(['10.0.0.8']);
    expect(ips(addresses, 'c', balanced({}, { loadBalancerIP: '10.9.9.9' }))).toEqual([]);
  });

  it('are one of each family of the Service, in its order, as far as there are ranges', () => {
    const addresses = new LoadBalancerAddresses('10.0.0.1-10.0.0.9,fd00::1-fd00::9');
    expect(ips(addresses, 'a', balanced({}, { ipFamilies: ['IPv6', 'IPv4'] }))).toEqual(['fd00::1', '10.0.0.1']);
    expect(ips(addresses, 'b', balanced({}, { ipFamilies: ['IPv6'] }))).toEqual(['fd00::2']);
    expect(ips(addresses, 'a', balanced({}, { ipFamilies: ['IPv4'] }))).toEqual(['10.0.0.1']);
    expect(ips(addresses, 'c', balanced({}, { ipFamilies: ['IPv6'] }))).toEqual(['fd00::1']);
    const single = new LoadBalancerAddresses('10.0.0.1-10.0.0.9');
    expect(ips(single, 'a', balanced({}, { ipFamilies: ['IPv4', 'IPv6'] }))).toEqual(['10.0.0.1']);
  });

  it('may be asked for of each family', () => {
    const addresses = new LoadBalancerAddresses('10.0.0.1-10.0.0.9,fd00::1-fd00::9');
    const annotated = { metadata: { annotations: { 'metallb.io/loadBalancerIPs': '10.0.0.8, fd00::7' } } };
    expect(ips(addresses, 'a', balanced(annotated, { ipFamilies: ['IPv4', 'IPv6'] }))).toEqual(['10.0.0.8', 'fd00::7']);
  });

  it('that stand in the status already are kept', () => {
    const status = { loadBalancer: { ingress: [{ ip: '1.2.3.4', ipMode: 'Proxy' as const }] } };
    expect(ips(new LoadBalancerAddresses('10.0.0.1-10.0.0.9'), 'a', balanced({ status }))).toEqual(['1.2.3.4']);
  });

  it.each(['10.0.0.1', '10.0.0.9-10.0.0.1', 'x-y'])('cannot come from the range %s', (range) => {
    expect(() => new LoadBalancerAddresses(range)).toThrow(/loadBalancerRange/);
  });
});
