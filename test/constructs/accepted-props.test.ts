import { App, Chart } from 'cdk8s';
import * as fc from 'fast-check';
import { ClusterIPService } from '../../src/constructs/cluster-ip-service';
import { ExternalNameService } from '../../src/constructs/external-name-service';
import { HeadlessService } from '../../src/constructs/headless-service';
import { LoadBalancerService } from '../../src/constructs/load-balancer-service';
import { NodePortService } from '../../src/constructs/node-port-service';
import { parseManifests } from '../../src/model/parse-manifests';
import { checkManifests } from '../../src/rules/check-manifests';
import * as values from '../differential/values';

const KINDS = { ClusterIPService, HeadlessService, NodePortService, LoadBalancerService, ExternalNameService };
const { constantFrom: pick } = fc;

const port = fc.record(
  {
    name: fc.oneof(pick('http', 'https', 'dns'), values.portName),
    port: fc.oneof(pick(53, 80, 443), values.port),
    targetPort: fc.oneof(pick(8080, 'web'), values.targetPort),
    protocol: pick('TCP', 'UDP', 'SCTP', 'tcp'),
    nodePort: pick(30080, 30081, 0, 80, 32768),
    appProtocol: fc.oneof(pick('http'), values.qualifiedName),
  },
  { requiredKeys: ['port'] },
);

const props = fc.record(
  {
    metadata: fc.record(
      {
        name: fc.oneof(pick('web'), values.dnsName),
        labels: fc.dictionary(values.qualifiedName, values.labelValue, { maxKeys: 1 }),
      },
      { requiredKeys: [] },
    ),
    selector: fc.dictionary(fc.oneof(pick('app'), values.qualifiedName), fc.oneof(pick('web'), values.labelValue), {
      maxKeys: 1,
    }),
    ports: fc.array(port, { minLength: 1, maxLength: 2 }),
    clusterIP: fc.oneof(pick('10.96.7.7'), values.ip),
    externalIPs: fc.array(values.ip, { maxLength: 1 }),
    externalTrafficPolicy: pick('Cluster', 'Local', ''),
    internalTrafficPolicy: pick('Cluster', 'Local', ''),
    loadBalancerSourceRanges: fc.array(values.cidr, { maxLength: 1 }),
    loadBalancerClass: values.qualifiedName,
    ipFamilyPolicy: pick('SingleStack', 'PreferDualStack', 'RequireDualStack'),
    ipFamilies: fc.array(pick('IPv4', 'IPv6'), { maxLength: 2 }),
    trafficDistribution: pick('PreferClose', 'PreferSameNode', ''),
    healthCheckNodePort: pick(30090, 0, 80),
    sessionAffinity: pick('None', 'ClientIP'),
  },
  { requiredKeys: ['ports'] },
);

describe('what the constructs accept', () => {
  it('is accepted by the API server', () => {
    fc.assert(
      fc.property(
        pick(...Object.values(KINDS)),
        props,
        fc.oneof(pick('example.com'), values.externalName),
        (Kind, given, externalName) => {
          const yaml = synthesized(
            Kind as never,
            Kind === ExternalNameService ? { metadata: given.metadata, externalName } : given,
          );
          fc.pre(yaml !== undefined);
          const refused = checkManifests(parseManifests(yaml)).filter(
            ({ source, severity }) => source === 'apiserver' && severity === 'error',
          );
          expect(refused).toEqual([]);
        },
      ),
      // What the constructs refuse does not count: so many are accepted, or the test fails.
      { numRuns: 100, maxSkipsPerRun: 200 },
    );
  });
});

/** The YAML of an app with one Service; undefined if the construct, or the validation of the app, refuses it. */
function synthesized(Kind: new (scope: Chart, id: string, props: object) => object, given: object): string | undefined {
  const app = new App();
  try {
    new Kind(new Chart(app, 'chart'), 'web', given);
    return app.synthYaml();
  } catch {
    return undefined;
  }
}
