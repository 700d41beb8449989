import { web } from '../builders';
import type { RuleCases } from './mistake';
import { at } from './mistake';

export const sourceRangesNodePort: RuleCases = {
  rule: 'links/source-ranges-node-port',
  faulty: [
    at('Service/shop/web', 'spec.loadBalancerSourceRanges', 'a nodePort that is chosen', [guarded({})]),
    at('Service/shop/web', 'spec.loadBalancerSourceRanges', 'one that is written down', [
      guarded({ allocateLoadBalancerNodePorts: false, ports: [{ port: 80, nodePort: 30443 }] }),
    ]),
  ],
  right: [
    { title: 'no node ports', input: [guarded({ allocateLoadBalancerNodePorts: false })] },
    { title: 'ranges that let everybody in', input: [guarded({ loadBalancerSourceRanges: ['0.0.0.0/0'] })] },
  ],
};

function guarded(spec: object) {
  return web({ type: 'LoadBalancer', loadBalancerSourceRanges: ['203.0.113.0/24'], ports: [{ port: 80 }], ...spec });
}
