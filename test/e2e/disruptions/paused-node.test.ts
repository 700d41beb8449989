import { manifestsIn, sharedCluster } from '../cluster';
import { disrupted, settled } from '../disrupted';
import { pauseNode, resumeNode } from '../node';
import { withAdmin } from '../with-admin';

const manifests = manifestsIn('test/e2e/fixtures/small.yaml');

describe('a node that stands still', () => {
  const admin = withAdmin();
  afterEach(() => settled(admin()));

  test('under the client: nothing is learnt from there, and the others are as declared', async () => {
    try {
      const { code, results } = await disrupted(sharedCluster(), manifests, 'probe', () => pauseNode('worker2'));
      expect(results).toEqual({ 'small/client': ['notRun'], 'small/server': ['passed'], outside: ['passed'] });
      expect(code).toBe(2);
      expect(await admin().leftovers()).toEqual([]);
    } finally {
      resumeNode('worker2');
    }
  });

  test('under the server: it does not answer, which is the first broken link', async () => {
    try {
      const { code, report, results } = await disrupted(sharedCluster(), manifests, 'probe', () => pauseNode('worker'));
      expect(results).toMatchObject({ 'small/server': ['notRun'], outside: ['failed'] });
      const failed = report.probes.filter(({ result }) => result === 'failed');
      const broken = failed.map(({ evidence }) => evidence?.links.find(({ ok }) => !ok)?.link);
      expect(new Set(broken)).toEqual(new Set(['port']));
      expect(code).toBe(1);
      expect(await admin().leftovers()).toEqual([]);
    } finally {
      resumeNode('worker');
    }
  });
});
