import { Chart, Testing } from 'cdk8s';
import { LoadBalancerService } from '../../src/constructs/load-balancer-service';

const chart = new Chart(Testing.app(), 'chart', { namespace: 'shop' });
const selector = { app: 'web' };

describe('LoadBalancerService', () => {
  test('has every field of its kind in its manifest', () => {
    const fields = {
      ports: [{ port: 80, nodePort: 30081 }],
      externalTrafficPolicy: 'Local',
      healthCheckNodePort: 30082,
      allocateLoadBalancerNodePorts: false,
      loadBalancerClass: 'example.com/internal',
      loadBalancerIP: '203.0.113.9',
      loadBalancerSourceRanges: ['10.0.0.0/8'],
    } as const;
    const service = new LoadBalancerService(chart, 'balancer', { selector, ...fields });
    expect(service.toJson()).toHaveProperty('spec', { type: 'LoadBalancer', selector, ...fields });
  });
});
