import { compareReports } from '../../src/conformance/compare';
import { externalHostsOf } from '../../src/conformance/external-hosts';
import { verify } from '../../src/conformance/verify';
import { NetworkModel } from '../../src/model/network-model';
import { EmbeddedTarget } from '../../src/targets/embedded/embedded-target';
import { manifestsIn, PROXY_MODE, sharedCluster } from './cluster';

describe.each(['cluster-ip', 'node-port', 'load-balancer', 'external-name', 'ingress', 'full'])(
  'example %s',
  (example) => {
    const manifests = manifestsIn(`examples/${example}/expected.yaml`);

    test('is on kind as it was declared, and as the embedded target says', async () => {
      const report = await verify({ target: sharedCluster(), manifests });
      const open = report.probes.filter(({ result }) => result === 'failed' || result === 'notRun');
      expect(open).toEqual([]);
      const externalHosts = externalHostsOf(NetworkModel.of(manifests));
      const embedded = await verify({
        target: new EmbeddedTarget({ proxyMode: PROXY_MODE, externalHosts }),
        manifests,
      });
      expect(compareReports(report, embedded)).toEqual([]);
    });
  },
);
