import { web } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const sourceRangesFamily: RuleCases = {
  rule: 'links/source-ranges-family',
  faulty: [
    at('Service/shop/web', 'spec.loadBalancerSourceRanges', 'IPv4 ranges before two families', [
      guarded({ ipFamilyPolicy: 'RequireDualStack' }),
    ]),
    at('Service/shop/web', 'spec.loadBalancerSourceRanges', 'IPv4 ranges before an IPv6 address', [
      guarded({ ipFamilies: ['IPv6'] }),
    ]),
    at('Service/shop/web', 'spec.loadBalancerSourceRanges', 'IPv6 ranges before an IPv4 address', [
      guarded({ loadBalancerSourceRanges: ['2001:db8::/32'] }),
    ]),
  ],
  right: [
    {
      title: 'ranges of both families',
      input: [
        guarded({ ipFamilyPolicy: 'RequireDualStack', loadBalancerSourceRanges: ['203.0.113.0/24', '2001:db8::/32'] }),
      ],
    },
    { title: 'one family, which the ranges are of', input: [guarded({ ipFamilyPolicy: 'SingleStack' })] },
    { title: 'no ranges', input: [guarded({ ipFamilyPolicy: 'RequireDualStack', loadBalancerSourceRanges: [] })] },
  ],
};

function guarded(spec: object) {
  return web({
    type: 'LoadBalancer',
    allocateLoadBalancerNodePorts: false,
    loadBalancerSourceRanges: ['203.0.113.0/24'],
    ports: [{ port: 80 }],
    ...spec,
  });
}
