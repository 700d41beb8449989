import type { Manifest } from '../../../src/model/manifest';
import { cleanup } from '../../../src/targets/cluster/cleanup';
import { KubeconfigTarget } from '../../../src/targets/kubeconfig/kubeconfig-target';
import { manifestsIn } from '../cluster';
import { run } from '../command-line';
import { disrupted } from '../disrupted';
import { Account } from '../token';
import { withAdmin } from '../with-admin';

const HOUR_MS = 3_600_000;
const file = 'test/e2e/fixtures/two-load-balancers.yaml';

describe('a kubeconfig that has expired', () => {
  const admin = withAdmin();

  test('before the run: it could not run, says why, and made nothing', async () => {
    await using account = await Account.of(admin());
    const kubeconfig = account.kubeconfigUntil(new Date(Date.now() - HOUR_MS));
    const { code, stderr } = await run('verify', file, '--target', 'kubeconfig', '--kubeconfig', kubeconfig);
    expect(stderr).toMatch(/does not know these credentials \(401\); log in again, or renew the kubeconfig/);
    expect(code).toBe(2);
    expect(await admin().leftovers()).toEqual([]);
  });

  test('before its clean-up: what was learnt stands, and whoever logs in again can clean up', async () => {
    await using account = await Account.of(admin());
    const expiresAt = new Date(Date.now() + HOUR_MS);
    const warnings: string[] = [];
    const kubeconfig = account.kubeconfigUntil(expiresAt);
    const target = new KubeconfigTarget({ kubeconfig, warn: (sentence) => warnings.push(sentence) });
    const pods: readonly Manifest[] = manifestsIn(file).filter(({ kind }) => kind !== 'Service');
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web', namespace: 'balanced' },
      spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080 }] },
    };
    const { code } = await disrupted(target, [...pods, service], 'cleanup', () => {
      account.revoke(account.token(expiresAt));
    });
    expect(code).toBe(0);
    expect(warnings).toEqual([expect.stringMatching(/could not be removed: .*401.*cdk8s-net cleanup/)]);
    const { left } = await cleanup({ kubeconfig: admin().kubeconfig });
    expect(left).toEqual([]);
    expect(await admin().leftovers()).toEqual([]);
  });
});
