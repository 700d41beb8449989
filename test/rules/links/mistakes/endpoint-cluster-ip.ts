import { http, object, service, slice } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const endpointClusterIP: RuleCases = {
  rule: 'links/endpoint-cluster-ip',
  faulty: [
    at('EndpointSlice/shop/out-1', 'endpoints[0].addresses[0]', 'that of another Service', [
      service('in', { clusterIP: '10.96.100.1', ports: http }),
      service('out', { ports: http }),
      to('10.96.100.1'),
    ]),
    at(
      'EndpointSlice/shop/out-1',
      'endpoints[0].addresses[0]',
      'an address of the range that is given',
      [service('out', { ports: http }), to('10.43.7.7')],
      { serviceClusterIPRange: ['10.43.0.0/16'] },
    ),
    at('EndpointSlice/shop/out-1', 'endpoints[0].addresses[0]', 'the cluster DNS', [
      service('out', { ports: http }),
      to('10.96.0.10'),
    ]),
    at('Endpoints/shop/out', 'subsets[0].addresses[0].ip', 'in Endpoints', [
      service('in', { clusterIP: '10.96.100.1', ports: http }),
      service('out', { ports: http }),
      endpoints('10.96.100.1'),
    ]),
  ],
  right: [
    { title: 'a machine outside', input: [service('out', { ports: http }), to('192.0.2.7')] },
    { title: 'a private address of no Service', input: [service('out', { ports: http }), to('10.1.2.3')] },
    {
      title: 'an address of the default range, where another one is given',
      input: [service('out', { ports: http }), to('10.96.7.7')],
      options: { serviceClusterIPRange: ['10.43.0.0/16'] },
    },
  ],
};

function to(address: string) {
  return { ...slice('out-1', 'out', [{ port: 8080 }]), endpoints: [{ addresses: [address] }] };
}

function endpoints(ip: string) {
  const { spec: _, ...rest } = object('v1', 'Endpoints', 'out', {});
  return { ...rest, subsets: [{ addresses: [{ ip }], ports: [{ port: 8080 }] }] };
}
