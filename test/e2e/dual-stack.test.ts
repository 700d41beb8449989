import { compareReports } from '../../src/conformance/compare';
import { verify } from '../../src/conformance/verify';
import { EmbeddedTarget } from '../../src/targets/embedded/embedded-target';
import { IP_FAMILY, manifestsIn, PROXY_MODE, sharedCluster } from './cluster';

const manifests = manifestsIn('test/e2e/fixtures/dual-stack.yaml');

/** The shared cluster has one family unless it is told otherwise: what is skipped says so in its title. */
const onDualStack = IP_FAMILY === 'dual' || IP_FAMILY === 'dual6' ? describe : describe.skip;

onDualStack('Services of both families (CDK8S_NET_E2E_IP_FAMILY=dual)', () => {
  test('answer over each of them, cell by cell as the model says', async () => {
    const onCluster = await verify({ target: sharedCluster(), manifests });
    const simulated = await verify({
      target: new EmbeddedTarget({ ipFamily: IP_FAMILY, proxyMode: PROXY_MODE }),
      manifests,
    });
    expect(onCluster.summary).toMatchObject({ failed: 0, notRun: 0 });
    expect(onCluster.probes.some(({ row }) => row.endsWith('over IPv6'))).toBe(true);
    expect(compareReports(onCluster, simulated)).toEqual([]);
  });
});
