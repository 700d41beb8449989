import { ApiObject, Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { HeadlessService } from '../../src/constructs/headless-service';

const chart = new Chart(Testing.app(), 'chart', { namespace: 'shop' });
const selector = { app: 'web' };

describe('HeadlessService', () => {
  test('has every field of its kind in its manifest', () => {
    const fields = { ipFamilies: ['IPv6'], ipFamilyPolicy: 'PreferDualStack', publishNotReadyAddresses: true } as const;
    const service = new HeadlessService(chart, 'headless', { selector, ports: [{ port: 80 }], ...fields });
    const expected = { type: 'ClusterIP', clusterIP: 'None', selector, ports: [{ port: 80 }], ...fields };
    expect(service.toJson().spec).toEqual(expected);
  });

  test('governs a StatefulSet of cdk8s-plus and selects its Pods', () => {
    const other = Testing.chart();
    const headless = new HeadlessService(other, 'headless', { metadata: { name: 'db' }, selector: { app: 'db' } });
    const statefulSet = new kplus.StatefulSet(other, 'db', {
      service: headless.forStatefulSet,
      containers: [{ image: 'db', portNumber: 5432 }],
      podMetadata: { labels: { app: 'db' } },
    });
    const { serviceName, template } = ApiObject.of(statefulSet).toJson().spec;
    expect(serviceName).toBe('db');
    const { spec } = headless.toJson();
    expect(Object.keys(spec.selector)).toHaveLength(2);
    expect(template.metadata.labels).toMatchObject(spec.selector);
    expect(headless.workload).toBe(statefulSet);
  });
});
