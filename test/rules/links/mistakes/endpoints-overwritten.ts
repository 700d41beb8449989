import { deployment, object, service, web } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const endpointsOverwritten: RuleCases = {
  rule: 'links/endpoints-overwritten',
  faulty: [
    at('Endpoints/shop/web', 'subsets', 'a Service with a selector', [
      web(),
      deployment('web'),
      endpoints('192.0.2.7'),
    ]),
  ],
  right: [
    {
      title: 'Endpoints of a Service without selector',
      input: [service('web', { ports: [{ port: 80 }] }), endpoints('192.0.2.7')],
    },
    { title: 'Endpoints in which replicas note their leader', input: [web(), deployment('web'), endpoints()] },
  ],
};

function endpoints(...ips: readonly string[]) {
  const { spec: _, ...rest } = object('v1', 'Endpoints', 'web', {});
  const addresses = ips.map((ip) => ({ ip }));
  return { ...rest, subsets: ips.length === 0 ? [] : [{ addresses, ports: [{ port: 8080 }] }] };
}
