import { ApiObject, Chart, Testing } from 'cdk8s';
import { ClusterIPService } from '../../src/constructs/cluster-ip-service';
import { HeadlessService } from '../../src/constructs/headless-service';
import { predictedClusterIP } from '../../src/constructs/service-address';
import { DEFAULT_CLUSTER } from '../../src/rules/cluster-options';

const ports = [{ port: 80 }] as const;
let chart: Chart;

beforeEach(() => {
  chart = Testing.chart();
});

function service(id: string, clusterIP?: string): ClusterIPService {
  const props = { metadata: { name: id }, ports };
  return new ClusterIPService(chart, id, clusterIP === undefined ? props : { ...props, clusterIP });
}

describe('predictedClusterIP', () => {
  test('is the same every time, and an address of the range of the cluster', () => {
    const web = service('web');
    expect(predictedClusterIP(web, DEFAULT_CLUSTER)).toBe(predictedClusterIP(web, DEFAULT_CLUSTER));
    expect(predictedClusterIP(web, DEFAULT_CLUSTER)).toMatch(/^10\.96\./);
    const cluster = { ...DEFAULT_CLUSTER, serviceClusterIPRange: ['172.20.0.0/16'] };
    expect(predictedClusterIP(web, cluster)).toMatch(/^172\.20\./);
  });

  test('is none that a Service before it has, whatever package that comes from', () => {
    const free = predictedClusterIP(service('web'), DEFAULT_CLUSTER);
    chart = Testing.chart();
    const spec = { clusterIP: free, ports };
    new ApiObject(chart, 'taken', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'taken' }, spec });
    const web = predictedClusterIP(service('web'), DEFAULT_CLUSTER);
    expect(web).toBeDefined();
    expect(web).not.toBe(free);
  });

  test('is none for a headless Service, and where the cluster would refuse the Service', () => {
    const headless = new HeadlessService(chart, 'headless', {});
    expect(predictedClusterIP(headless, DEFAULT_CLUSTER)).toBeUndefined();
    expect(predictedClusterIP(service('outside', '192.0.2.1'), DEFAULT_CLUSTER)).toBeUndefined();
  });
});
