import { deployment, object, web } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const loadBalancerProvider: RuleCases = {
  rule: 'links/load-balancer-provider',
  faulty: [
    at('Service/shop/web', 'spec.type', 'none', [web({ type: 'LoadBalancer' }), deployment('web')], { provides: [] }),
    at('Service/shop/web', 'spec.type', 'not known', [web({ type: 'LoadBalancer' }), deployment('web')]),
    at(
      'Service/shop/web',
      'spec.type',
      'none, with policy Local',
      [web({ type: 'LoadBalancer', externalTrafficPolicy: 'Local' }), deployment('web')],
      { provides: [] },
    ),
  ],
  right: [
    {
      title: 'a provider',
      input: [web({ type: 'LoadBalancer' }), deployment('web')],
      options: { provides: ['loadbalancer'] },
    },
    {
      title: 'MetalLB in the input',
      input: [
        web({ type: 'LoadBalancer' }),
        deployment('web'),
        object('metallb.io/v1beta1', 'IPAddressPool', 'metallb-system/pool', { addresses: ['192.0.2.0/24'] }),
      ],
      options: { provides: [] },
    },
    { title: 'a NodePort', input: [web({ type: 'NodePort' }), deployment('web')], options: { provides: [] } },
  ],
};
