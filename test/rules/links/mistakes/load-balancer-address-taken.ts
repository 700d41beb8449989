import type { JsonObject } from '../../../../src/terms/json';
import { service } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

const KEY = { 'metallb.io/allow-shared-ip': 'infra' };
const UDP = { ports: [{ port: 53, protocol: 'UDP' }] };

export const loadBalancerAddressTaken: RuleCases = {
  rule: 'links/load-balancer-address-taken',
  faulty: [
    at('Service/shop/b', 'spec.loadBalancerIP', 'one address and port', [balancer('a'), balancer('b')]),
    at('Service/shop/b', 'metadata.annotations[metallb.io/loadBalancerIPs]', 'asked for by annotation', [
      balancer('a'),
      balancer('b', { loadBalancerIP: undefined }, { 'metallb.io/loadBalancerIPs': '192.0.2.7' }),
    ]),
    at('Service/shop/b', 'spec.loadBalancerIP', 'shared, with one port', [
      balancer('a', {}, KEY),
      balancer('b', {}, KEY),
    ]),
    at('Service/shop/f', 'spec.loadBalancerIP', 'shared by many, with one port of the last', [
      ...['a', 'b', 'c', 'd', 'e'].map((name, index) => balancer(name, { ports: [{ port: index + 1 }] }, KEY)),
      balancer('f', { ports: [{ port: 5 }] }, KEY),
    ]),
    at('Service/shop/b', 'spec.loadBalancerIP', 'two keys', [
      balancer('a', {}, KEY),
      balancer('b', UDP, { 'metallb.io/allow-shared-ip': 'other' }),
    ]),
  ],
  right: [
    { title: 'two addresses', input: [balancer('a'), balancer('b', { loadBalancerIP: '192.0.2.8' })] },
    { title: 'one key, and other ports', input: [balancer('a', {}, KEY), balancer('b', UDP, KEY)] },
    {
      title: 'an address that no load balancer is asked for',
      input: [balancer('a'), balancer('b', { type: 'ClusterIP' })],
    },
  ],
};

function balancer(name: string, spec: JsonObject = {}, annotations: JsonObject = {}) {
  const all = { type: 'LoadBalancer', loadBalancerIP: '192.0.2.7', ports: [{ port: 80 }], ...spec };
  return service(name, Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)), {
    annotations,
  });
}
