import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KubeconfigTarget } from '../../../src/targets/kubeconfig/kubeconfig-target';

const kubeconfig = join(mkdtempSync(join(tmpdir(), 'cdk8s-net-test-')), 'config');
writeFileSync(
  kubeconfig,
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'c', cluster: { server: 'https://127.0.0.1:1' } }],
    users: [{ name: 'u', user: { token: 't' } }],
    contexts: [{ name: 'here', context: { cluster: 'c', user: 'u' } }],
    'current-context': 'here',
  }),
);

describe('a kubeconfig target', () => {
  test('names the file that cannot be read', async () => {
    const started = new KubeconfigTarget({ kubeconfig: '/no/such/kubeconfig' }).start();
    await expect(started).rejects.toThrow(/^\/no\/such\/kubeconfig: cannot be read: .*--kubeconfig/);
  });

  test('names the contexts there are, when the one asked for is not among them', async () => {
    const started = new KubeconfigTarget({ kubeconfig, context: 'there' }).start();
    await expect(started).rejects.toThrow(/there is no context 'there'; choose one of: here/);
  });

  test('says that the API server cannot be reached, as soon as it is told to wait no longer', async () => {
    const reason = new Error('enough');
    const controller = new AbortController();
    const started = new KubeconfigTarget({ kubeconfig }).start(controller.signal);
    controller.abort(reason);
    await expect(started).rejects.toBe(reason);
  });
});
