import { Chart, Testing } from 'cdk8s';
import { NodePortService } from '../../src/constructs/node-port-service';

const chart = new Chart(Testing.app(), 'chart', { namespace: 'shop' });
const selector = { app: 'web' };

describe('NodePortService', () => {
  test('has every field of its kind in its manifest', () => {
    const fields = {
      ports: [{ port: 80, targetPort: 8080, nodePort: 30080 }],
      externalTrafficPolicy: 'Local',
    } as const;
    const service = new NodePortService(chart, 'node', { selector, ...fields });
    expect(service.toJson()).toHaveProperty('spec', { type: 'NodePort', selector, ...fields });
  });
});
