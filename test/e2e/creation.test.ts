import { KindCli } from '../../src/targets/kind/kind-cli';
import { KIND_CLUSTER_PREFIX } from '../../src/targets/kind/kind-target';
import { killedAfter, run, start } from './command-line';

/** How often a run is killed that makes its own cluster; `CDK8S_NET_E2E_CREATION_KILLS`, default: 1. */
const KILLS = Number(process.env.CDK8S_NET_E2E_CREATION_KILLS ?? 1);

/** Until then kind has made its containers, or is about to. */
const CREATION_MS = 20_000;

test.each(Array.from({ length: KILLS }, (_, index) => index))(
  'a cluster that its run was making when it was killed is gone after clean-up, and does not appear later (%i)',
  async () => {
    // Clean-up would take those of runs that go on beside this one.
    expect(await ownClusters()).toEqual([]);
    const verify = ['verify', 'examples/cluster-ip/expected.yaml', '--target', 'kind'];
    await killedAfter(Math.random() * CREATION_MS, start(...verify));
    expect(await run('cleanup', '--kind-only')).toMatchObject({ code: 0 });
    expect(await ownClusters()).toEqual([]);
  },
);

async function ownClusters(): Promise<readonly string[]> {
  return (await new KindCli().clusters()).filter((name) => name.startsWith(KIND_CLUSTER_PREFIX));
}
