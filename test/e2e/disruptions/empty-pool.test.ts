import { Admin } from '../admin';
import { CLUSTER } from '../cluster';
import { runVerify } from '../command-line';

const METALLB = '/apis/metallb.io/v1beta1/namespaces/metallb-system';
/** One address, for two Services that want theirs from here and nowhere else. */
const tiny = {
  apiVersion: 'metallb.io/v1beta1',
  kind: 'IPAddressPool',
  metadata: { name: 'tiny', namespace: 'metallb-system' },
  spec: { addresses: ['172.18.254.1/32'], autoAssign: false },
};

const advertised = {
  apiVersion: 'metallb.io/v1beta1',
  kind: 'L2Advertisement',
  metadata: { name: 'tiny', namespace: 'metallb-system' },
  spec: { ipAddressPools: ['tiny'] },
};

test('a load balancer that has no address left: nothing is learnt about it, and the report says why', async () => {
  using admin = await Admin.of();
  await admin.api.request('POST', `${METALLB}/ipaddresspools`, { body: tiny });
  await admin.api.request('POST', `${METALLB}/l2advertisements`, { body: advertised });
  try {
    const file = 'test/e2e/fixtures/two-load-balancers.yaml';
    const { code, report } = await runVerify(file, '--target', 'kind', '--cluster', CLUSTER, '--keep');
    const balanced = report.probes.filter(({ requires }) => requires === 'loadBalancer');
    const unlearnt = balanced.filter(({ result }) => result === 'notRun');
    expect(new Set(unlearnt.map(({ subject }) => subject)).size).toBe(1);
    for (const { detail } of unlearnt) expect(detail).toMatch(/AllocationFailed/);
    expect(report.summary).toMatchObject({ failed: 0, notSupported: 0 });
    expect(code).toBe(2);
    expect(await admin.leftovers()).toEqual([]);
  } finally {
    await admin.api.request('DELETE', `${METALLB}/l2advertisements/tiny`);
    await admin.api.request('DELETE', `${METALLB}/ipaddresspools/tiny`);
  }
});
