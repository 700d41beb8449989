import { compareReports } from '../../src/conformance/compare';
import type { Report } from '../../src/conformance/report';
import { verify } from '../../src/conformance/verify';
import type { Intent } from '../../src/model/intents';
import { EmbeddedTarget } from '../../src/targets/embedded/embedded-target';
import { IP_FAMILY, manifestsIn, NETWORK_POLICIES, PROXY_MODE, sharedCluster } from './cluster';

const manifests = manifestsIn('test/e2e/fixtures/policies.yaml');
const DENY: Intent = {
  id: 'shop#1',
  construct: 'shop',
  expect: 'deny',
  from: { workload: { kind: 'Deployment', namespace: 'default', name: 'stranger' } },
  to: { service: { namespace: 'default', name: 'web' } },
};

const denials = ({ probes }: Report) =>
  probes.filter(({ expect: { kind, ...rest } }) => {
    return kind === 'connection' && 'because' in rest;
  });

/** The shared cluster enforces none unless it is told otherwise: what is skipped says so in its title. */
const where = (isSo: boolean) => (isSo ? test : test.skip);

describe('NetworkPolicies', () => {
  let report: Report;

  beforeAll(async () => {
    report = await verify({ target: sharedCluster(), manifests, intents: [DENY] });
  });

  where(NETWORK_POLICIES === 'kind')(
    'that the cluster enforces, it enforces cell by cell as the model says (CDK8S_NET_E2E_NETWORK_POLICIES=kind)',
    async () => {
      const target = new EmbeddedTarget({ ipFamily: IP_FAMILY, proxyMode: PROXY_MODE, networkPolicies: 'kind' });
      const simulated = await verify({ target, manifests, intents: [DENY] });
      expect(report.summary).toMatchObject({ failed: 0 });
      expect(new Set(denials(report).map(({ client }) => client))).toEqual(new Set(['stranger', 'caged', 'friend']));
      expect(report.notes ?? []).not.toContain('NetworkPolicies were not enforced');
      expect(compareReports(report, simulated)).toEqual([]);
      const overIPv6 = report.probes.filter(
        ({ subject, row }) => subject === 'Ingress web' && row.endsWith('over IPv6'),
      );
      expect(overIPv6.map(({ result }) => result)).toEqual(IP_FAMILY === 'dual' ? ['passed'] : []);
    },
  );

  where(NETWORK_POLICIES === 'off')('that nobody enforces close nothing, and the report says so once', () => {
    expect(denials(report)).toEqual([]);
    expect(report.notes?.filter((note) => note === 'NetworkPolicies were not enforced')).toHaveLength(1);
    expect(report.probes.filter(({ row }) => row.startsWith('deny')).map(({ result }) => result)).toEqual(
      report.probes.filter(({ row }) => row.startsWith('deny')).map(() => 'notRun'),
    );
    expect(report.summary).toMatchObject({ failed: 0 });
  });
});
