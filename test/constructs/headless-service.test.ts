import { Chart, Testing } from 'cdk8s';
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
});
