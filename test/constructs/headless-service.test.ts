import { ApiObject, Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { HeadlessService } from '../../src/constructs/headless-service';
import { selectorOf } from './selector-of';

const chart = new Chart(Testing.app(), 'chart', { namespace: 'shop' });
const selector = { app: 'web' };

describe('HeadlessService', () => {
  test('has every field of its kind in its manifest', () => {
    const fields = { ipFamilies: ['IPv6'], ipFamilyPolicy: 'PreferDualStack', publishNotReadyAddresses: true } as const;
    const service = new HeadlessService(chart, 'headless', { selector, ports: [{ port: 80 }], ...fields });
    const expected = { type: 'ClusterIP', clusterIP: 'None', selector, ports: [{ port: 80 }], ...fields };
    expect(service.toJson()).toHaveProperty('spec', expected);
  });

  test('governs a StatefulSet of cdk8s-plus and selects its Pods', () => {
    const other = Testing.chart();
    const headless = new HeadlessService(other, 'headless', { metadata: { name: 'db' }, selector: { app: 'db' } });
    const statefulSet = new kplus.StatefulSet(other, 'db', {
      service: headless.forStatefulSet as kplus.Service,
      containers: [{ image: 'db', portNumber: 5432 }],
      podMetadata: { labels: { app: 'db' } },
    });
    const labels = selectorOf(headless);
    expect(Object.keys(labels)).toHaveLength(2);
    const spec = { serviceName: 'db', template: { metadata: { labels } } };
    expect(ApiObject.of(statefulSet).toJson()).toMatchObject({ spec });
    expect(headless.workload).toBe(statefulSet);
  });
});
