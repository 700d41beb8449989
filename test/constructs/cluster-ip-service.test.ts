import { Chart, Testing } from 'cdk8s';
import { ClusterIPService } from '../../src/constructs/cluster-ip-service';

const chart = new Chart(Testing.app(), 'chart', { namespace: 'shop' });
const selector = { app: 'web' };

describe('ClusterIPService', () => {
  test('has every field of its kind in its manifest', () => {
    const fields = {
      ports: [{ name: 'http', port: 80, targetPort: 'web', protocol: 'TCP', appProtocol: 'kubernetes.io/h2c' }],
      clusterIP: '10.96.0.50',
      clusterIPs: ['10.96.0.50'],
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      externalIPs: ['203.0.113.1'],
      externalTrafficPolicy: 'Local',
      internalTrafficPolicy: 'Cluster',
      trafficDistribution: 'PreferSameNode',
      sessionAffinity: 'ClientIP',
      sessionAffinityConfig: { clientIP: { timeoutSeconds: 60 } },
      publishNotReadyAddresses: false,
    } as const;
    const service = new ClusterIPService(chart, 'cluster', { selector, ...fields });
    expect(service.toJson()).toHaveProperty('spec', { type: 'ClusterIP', selector, ...fields });
  });
});
