import { manifestsIn, sharedCluster } from '../cluster';
import { disrupted, settled } from '../disrupted';
import { restartApiServer } from '../node';
import { withAdmin } from '../with-admin';

describe('an API server that restarts', () => {
  const admin = withAdmin();
  afterEach(() => settled(admin()));

  test.each(['deploy', 'probe', 'cleanup'] as const)('at the step %s, is waited for', async (step) => {
    const manifests = manifestsIn('test/e2e/fixtures/small.yaml');
    const { report, code } = await disrupted(sharedCluster(), manifests, step, restartApiServer);
    expect(report.probes.filter(({ result }) => result === 'failed' || result === 'notRun')).toEqual([]);
    expect(code).toBe(0);
    expect(await admin().leftovers()).toEqual([]);
  });
});
