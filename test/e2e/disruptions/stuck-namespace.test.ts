import { exitCodeOf } from '../../../src/conformance/report';
import { verify } from '../../../src/conformance/verify';
import { CLUSTER, manifestsIn, sharedCluster } from '../cluster';
import { run } from '../command-line';
import { withAdmin } from '../with-admin';

const FINALIZERS = ['cdk8s-net.example.com/stuck'];
const small = manifestsIn('test/e2e/fixtures/small.yaml');
const held = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'held', namespace: 'small', finalizers: FINALIZERS },
};
const HELD = '/api/v1/namespaces/small/configmaps/held';

describe('a namespace that is stuck terminating', () => {
  const admin = withAdmin();
  afterEach(async () => {
    await admin().api.request('PATCH', HELD, { body: { metadata: { finalizers: null } } });
    await admin().until('nothing is left', async () => (await admin().leftovers()).length === 0);
    await admin().untilGone('/api/v1/namespaces/small');
  });

  test('because of the run: what was learnt stands, and what is left is named', async () => {
    const warnings: string[] = [];
    const target = sharedCluster({ clusterBudgets: { cleanupMs: 3_000 }, warn: (sentence) => warnings.push(sentence) });
    const report = await verify({ target, manifests: [...small, held] });
    expect(exitCodeOf(report.summary)).toBe(0);
    expect(warnings).toEqual([expect.stringMatching(/^still there: Namespace small; .*cdk8s-net cleanup/)]);
    const { code, stdout } = await run('cleanup', '--kubeconfig', admin().kubeconfig);
    expect(stdout).toMatch(/^still there: Namespace small:/m);
    expect(code).toBe(1);
  });

  test('since before the run: it could not run, and nothing was made', async () => {
    await admin().api.request('POST', '/api/v1/namespaces', {
      body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'small' } },
    });
    await admin().api.request('POST', '/api/v1/namespaces/small/configmaps', { body: held });
    await admin().api.request('DELETE', '/api/v1/namespaces/small');
    const file = 'test/e2e/fixtures/small.yaml';
    const { code, stderr } = await run('verify', file, '--target', 'kind', '--cluster', CLUSTER, '--keep');
    expect(stderr).toMatch(/^cdk8s-net: Namespace small: is being deleted/m);
    expect(code).toBe(2);
    expect(await admin().leftovers()).toEqual([]);
  });
});
