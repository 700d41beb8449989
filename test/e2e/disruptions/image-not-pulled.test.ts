import { exitCodeOf } from '../../../src/conformance/report';
import { verify } from '../../../src/conformance/verify';
import { Admin } from '../admin';
import { manifestsIn, sharedCluster } from '../cluster';
import { resultsOf } from '../disrupted';

test('an image that cannot be pulled: its Service has no endpoint, because its Pod does not start', async () => {
  using admin = await Admin.of();
  const manifests = manifestsIn('test/e2e/fixtures/small.yaml');
  const report = await verify({ target: sharedCluster({ realImages: true }), manifests });
  // Nobody is inside to ask, but whoever is outside gets no answer.
  expect(resultsOf(report)).toEqual({ outside: ['failed'] });
  for (const { evidence } of report.probes) {
    expect(evidence?.links.at(-1)).toMatchObject({ link: 'endpoints', ok: false });
    expect(evidence?.links.at(-1)?.detail).toMatch(/ErrImagePull|ImagePullBackOff/);
  }
  expect(exitCodeOf(report.summary)).toBe(1);
  expect(await admin.leftovers()).toEqual([]);
});
