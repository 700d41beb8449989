import { Chart, Testing } from 'cdk8s';
import { ClusterIPService } from '../../src/constructs/cluster-ip-service';
import { EndpointSlice } from '../../src/constructs/endpoint-slice';

const chart = new Chart(Testing.app(), 'chart', { namespace: 'shop' });

describe('EndpointSlice', () => {
  test('has every field of its kind, and names its Service by a label', () => {
    const service = new ClusterIPService(chart, 'db', {
      metadata: { name: 'db' },
      ports: [{ name: 'pg', port: 5432 }],
    });
    const fields = {
      addressType: 'IPv4',
      endpoints: [{ addresses: ['192.0.2.10'], conditions: { ready: true }, hostname: 'a', nodeName: 'n', zone: 'z' }],
      ports: [{ name: 'pg', port: 5432, protocol: 'TCP', appProtocol: 'postgres' }],
    } as const;
    const slice = new EndpointSlice(chart, 'slice', { metadata: { name: 'db-1' }, service, ...fields });
    expect(slice.toJson()).toEqual({
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: 'db-1', namespace: 'shop', labels: { 'kubernetes.io/service-name': 'db' } },
      ...fields,
    });
  });
});
