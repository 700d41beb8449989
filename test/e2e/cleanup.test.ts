import { once } from 'node:events';
import { cleanup } from '../../src/targets/cluster/cleanup';
import { Admin } from './admin';
import { CLUSTER, sharedCluster } from './cluster';
import { killedAfter, run, start } from './command-line';

const VERIFY = ['verify', 'examples/full/expected.yaml', '--target', 'kind', '--cluster', CLUSTER, '--keep'];
const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps';
const MINE = `${CONFIG_MAPS}/mine`;

/** How often a run is killed; `CDK8S_NET_E2E_KILLS`, default: 5. */
const KILLS = Number(process.env.CDK8S_NET_E2E_KILLS ?? 5);

describe('what a run leaves behind', () => {
  let admin: Admin;
  /** How long a run takes that nobody disturbs. */
  let wholeMs: number;

  beforeAll(async () => {
    admin = await Admin.of();
    const mine = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'mine' }, data: { key: 'value' } };
    await admin.api.request('POST', CONFIG_MAPS, { body: mine });
    const since = performance.now();
    expect(await run(...VERIFY)).toMatchObject({ code: 0 });
    wholeMs = performance.now() - since;
  });
  afterAll(async () => {
    await admin.api.request('DELETE', MINE);
    admin[Symbol.dispose]();
  });

  test.each(Array.from({ length: KILLS }, (_, index) => index))(
    'is nothing after clean-up, killed at moment %i',
    async () => {
      const before = await admin.api.request('GET', MINE);
      await killedAfter(Math.random() * wholeMs, start(...VERIFY));
      const { left } = await cleanup({ kubeconfig: admin.kubeconfig });
      expect(left).toEqual([]);
      expect(await admin.leftovers()).toEqual([]);
      expect(await admin.api.request('GET', MINE)).toEqual(before);
    },
  );

  test('is nothing, when it was interrupted once', async () => {
    const child = start(...VERIFY);
    const closed = once(child, 'close');
    const hasMade = async () => (await admin.leftovers()).length > 0 || child.exitCode !== null;
    await admin.until('the run has made something', hasMade, 3 * wholeMs);
    child.kill('SIGINT');
    expect(await closed).toEqual([130, null]);
    expect(await admin.leftovers()).toEqual([]);
  });

  test('an object that exists is not touched, and the run says so', async () => {
    const other = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'mine', namespace: 'default' }, data: {} };
    await using started = await sharedCluster().start();
    await expect(started.deploy([other])).rejects.toThrow(/ConfigMap default\/mine: exists in the cluster already/);
    expect(await admin.api.request('GET', MINE)).toMatchObject({ data: { key: 'value' } });
  });
});
