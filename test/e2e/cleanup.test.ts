import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ApiServer } from '../../src/targets/cluster/api-server';
import { cleanup } from '../../src/targets/cluster/cleanup';
import { RUN_LABEL } from '../../src/targets/cluster/labels';
import { Resources } from '../../src/targets/cluster/resources';
import { KindCli } from '../../src/targets/kind/kind-cli';
import { CLUSTER, sharedCluster } from './cluster';

const ROOT = join(__dirname, '../..');
const MINE = '/api/v1/namespaces/default/configmaps/mine';

/** How often a run is killed; `CDK8S_NET_E2E_KILLS`, default: 5. */
const KILLS = Number(process.env.CDK8S_NET_E2E_KILLS ?? 5);

describe('what a run leaves behind', () => {
  const kubeconfig = join(mkdtempSync(join(tmpdir(), 'cdk8s-net-e2e-')), 'config');
  let api: ApiServer;

  beforeAll(async () => {
    await new KindCli().exportKubeconfig(CLUSTER, kubeconfig);
    api = await ApiServer.of({ kubeconfig });
    const mine = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'mine' }, data: { key: 'value' } };
    await api.request('POST', '/api/v1/namespaces/default/configmaps', { body: mine });
  });
  afterAll(async () => {
    await api.request('DELETE', MINE);
    api[Symbol.dispose]();
  });

  test.each(Array.from({ length: KILLS }, (_, index) => index))(
    'is nothing after clean-up, killed at moment %i',
    async () => {
      const before = await api.request<{ data: unknown; metadata: { resourceVersion: string } }>('GET', MINE);
      await runKilledAfter(500 + Math.random() * 7_000);
      const { left } = await cleanup({ kubeconfig });
      expect(left).toEqual([]);
      expect(await labelled()).toEqual([]);
      expect(await api.request('GET', MINE)).toEqual(before);
    },
  );

  test('is nothing, when it was interrupted once', async () => {
    const child = start();
    await pause(4_000);
    child.kill('SIGINT');
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(130);
    expect(await labelled()).toEqual([]);
  });

  test('an object that exists is not touched, and the run says so', async () => {
    const other = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'mine', namespace: 'default' }, data: {} };
    await using started = await sharedCluster().start();
    await expect(started.deploy([other])).rejects.toThrow(/ConfigMap default\/mine: exists in the cluster already/);
    expect(await api.request('GET', MINE)).toMatchObject({ data: { key: 'value' } });
  });

  /** Runs in a process group of its own, so that everything it started goes with it. */
  async function runKilledAfter(ms: number): Promise<void> {
    const child = start();
    await pause(ms);
    try {
      process.kill(-(child.pid as number), 'SIGKILL');
    } catch {
      // It was done before.
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
  }

  function start() {
    const args = ['-T', '-P', 'tsconfig.json', 'src/cli/main.ts', 'verify', 'examples/full/expected.yaml'];
    return spawn(
      process.execPath,
      [join(ROOT, 'node_modules/ts-node/dist/bin.js'), ...args, '--target', 'kind', '--cluster', CLUSTER, '--keep'],
      { cwd: ROOT, detached: true, stdio: 'ignore' },
    );
  }

  async function labelled(): Promise<readonly string[]> {
    const kinds = ['services', 'pods', 'namespaces', 'serviceaccounts', 'configmaps'];
    const resources = (await new Resources(api).all()).filter(({ apiVersion, name }) => {
      return (
        (apiVersion === 'v1' && kinds.includes(name)) || ['deployments', 'statefulsets', 'ingresses'].includes(name)
      );
    });
    const lists = await Promise.all(
      resources.map(({ apiVersion, name }) => {
        const path = apiVersion === 'v1' ? `/api/v1/${name}` : `/apis/${apiVersion}/${name}`;
        return api.request<{ items: { metadata: { name: string } }[] }>('GET', path, {
          query: { labelSelector: RUN_LABEL },
        });
      }),
    );
    return lists.flatMap(({ items }) => items.map(({ metadata }) => metadata.name));
  }
});
