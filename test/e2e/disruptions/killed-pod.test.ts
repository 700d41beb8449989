import { manifestsIn, sharedCluster } from '../cluster';
import { disrupted } from '../disrupted';
import { kubectl } from '../node';
import { withAdmin } from '../with-admin';

const manifests = manifestsIn('test/e2e/fixtures/small.yaml');

describe('a Pod that is killed', () => {
  const admin = withAdmin();
  afterEach(async () => {
    expect(await admin().leftovers()).toEqual([]);
  });

  test('as the client, has learnt nothing', async () => {
    const { code, results } = await disrupted(sharedCluster(), manifests, 'probe', () => kill('client'));
    expect(results).toEqual({ 'small/client': ['notRun'], 'small/server': ['passed'], outside: ['passed'] });
    expect(code).toBe(2);
  });

  test('as the server, leaves its Service without endpoints', async () => {
    const { code, report, results } = await disrupted(sharedCluster(), manifests, 'probe', () => kill('server'));
    expect(results).toMatchObject({ 'small/server': ['notRun'], outside: ['failed'] });
    const broken = report.probes.flatMap(({ evidence }) => evidence?.links.find(({ ok }) => !ok)?.link ?? []);
    expect(new Set(broken)).toEqual(new Set(['endpoints']));
    expect(code).toBe(1);
  });
});

/** Returns when the kubelet has seen its containers end: deleted by force, a Pod may answer for some time. */
function kill(pod: string): void {
  kubectl('delete', 'pod', '-n', 'small', pod, '--grace-period=1', '--wait=true');
}
