import { compareReports } from '../../src/conformance/compare';
import type { Report } from '../../src/conformance/report';
import { verify } from '../../src/conformance/verify';
import { externalHostsOf } from '../../src/model/external-hosts';
import type { Manifest } from '../../src/model/manifest';
import { NetworkModel } from '../../src/model/network-model';
import { EmbeddedTarget } from '../../src/targets/embedded/embedded-target';
import { GATEWAYS, manifestsIn, NETWORK_POLICIES, PROXY_MODE, sharedCluster } from './cluster';
import { forgetNeighbours } from './node';

beforeEach(forgetNeighbours);

/** Those that hold one Service only are negative cases: nobody stands behind it. */
test.each(['cluster-ip', 'node-port', 'load-balancer', 'external-name', 'ingress', 'full'])(
  'kind and the embedded target agree on every cell of the example %s',
  async (example) => {
    const manifests = manifestsIn(`examples/${example}/expected.yaml`);
    const externalHosts = externalHostsOf(NetworkModel.of(manifests));
    const target = new EmbeddedTarget({ proxyMode: PROXY_MODE, externalHosts, networkPolicies: NETWORK_POLICIES });
    const embedded = await verify({ target, manifests });
    expect(compareReports(await onKind(manifests), embedded)).toEqual([]);
  },
);

test('the full example is on kind as it was declared', async () => {
  const report = await onKind(manifestsIn('examples/full/expected.yaml'));
  expect(report.probes.filter(({ result }) => result === 'failed' || result === 'notRun')).toEqual([]);
});

/** What is skipped says so in its title. */
const withGateways = (title: string, run: () => Promise<void>) =>
  (GATEWAYS ? test : test.skip)(GATEWAYS ? title : `${title} (CDK8S_NET_E2E_GATEWAYS=contour)`, run);

/** A Gateway of Contour: its routes by method, header and path, with TLS, a redirect and weights. */
withGateways('kind and the embedded target agree on every cell through a Gateway', async () => {
  const manifests = manifestsIn('test/e2e/fixtures/gateway.yaml');
  const embedded = await verify({ target: new EmbeddedTarget({ proxyMode: PROXY_MODE }), manifests });
  const report = await onKind(manifests);
  const wrong = report.probes.filter(({ result }) => result !== 'passed');
  expect(wrong.map(({ row, observed }) => ({ row, observed }))).toEqual([]);
  expect(report.probes.filter(({ requires }) => requires === 'gateway').length).toBeGreaterThan(5);
  expect(compareReports(report, embedded)).toEqual([]);
});

withGateways('the Gateway of ten lines is served on kind as it was declared', async () => {
  const report = await onKind(manifestsIn('examples/gateway/expected.yaml'));
  expect(report.probes.filter(({ result }) => result !== 'passed')).toEqual([]);
  expect(report.probes.filter(({ requires }) => requires === 'gateway')).toHaveLength(1);
});

function onKind(manifests: readonly Manifest[]): Promise<Report> {
  return verify({ target: sharedCluster(), manifests });
}
