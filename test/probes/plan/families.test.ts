import { Cluster } from '../../../src/dataplane/cluster';
import { deployedPods } from '../../../src/dataplane/pods/deployed-pods';
import { parseManifests } from '../../../src/model/parse-manifests';
import { planProbes } from '../../../src/probes/plan/plan';
import type { ClusterIPFamily } from '../../../src/terms/ip-families';

const POD = `
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec: {containers: [{name: app, image: web, ports: [{containerPort: 8080}]}]}
---
`;

function plan(ipFamily: ClusterIPFamily, spec: string) {
  const service = `apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: ${spec}`;
  const cluster = new Cluster({ nodes: [{ name: 'worker' }], ipFamily });
  cluster.apply(parseManifests(`${POD}${service}`));
  const { model, families: ipFamilies, nodes } = cluster;
  const services = new Map([...cluster.services].filter(([key]) => key === 'default/web'));
  const deployed = { services, pods: deployedPods(cluster), nodes: [...nodes.keys()], clusterDomain: 'cluster.local' };
  return planProbes(model, { ...deployed, ipFamilies }).filter(({ subject }) => subject.endsWith(' web'));
}

const rowsOf = (probes: ReturnType<typeof plan>) => [...new Set(probes.map(({ row }) => row))];
const NODE_PORT = '{type: NodePort, selector: {app: web}, ports: [{port: 80, targetPort: 8080, nodePort: 30080}]';

test('a Service of both families is asked for over each of them, and rows say which', () => {
  const rows = rowsOf(plan('dual', `${NODE_PORT}, ipFamilyPolicy: PreferDualStack}`));
  expect(rows.filter((row) => !row.includes('default.svc'))).toEqual([
    'DNS A web',
    'DNS AAAA web',
    'web:80 over IPv4',
    'web:80 over IPv6',
    expect.stringMatching(/^10\.96\..*:80$/),
    expect.stringMatching(/^\[fd00:10:96::.*\]:80$/),
    'node worker:30080 over IPv4',
    'node worker:30080 over IPv6',
    'variables',
  ]);
});

test.each([
  ['ipv4', 'PreferDualStack', 'DNS A web'],
  ['ipv6', 'PreferDualStack', 'DNS AAAA web'],
  ['dual', 'SingleStack', 'DNS A web'],
  ['dual6', 'SingleStack', 'DNS AAAA web'],
] as const)('of one family on a cluster %s with %s nothing is told', (ipFamily, policy, dns) => {
  const rows = rowsOf(plan(ipFamily, `${NODE_PORT}, ipFamilyPolicy: ${policy}}`));
  expect(rows).toContain(dns);
  expect(rows.filter((row) => row.includes(' over '))).toEqual([]);
});

test('what needs IPv6 says so, and names the IPv6 addresses', () => {
  const probes = plan('dual', `${NODE_PORT}, ipFamilyPolicy: PreferDualStack}`);
  const six = probes.filter(({ requires }) => requires === 'ipv6');
  expect(six.length * 2).toBe(probes.filter(({ row }) => row !== 'variables').length);
  const hosts = six.flatMap(({ to }) => ('host' in to && to.host.startsWith('$') ? [to.host] : []));
  expect(new Set(hosts)).toEqual(new Set(['${clusterIP6:default/web}', '${nodeIP6:worker}']));
});

test('a headless Service has the Pods of each family, one without selector is asked for once', () => {
  const ports = 'ports: [{port: 8080}]';
  const made = plan('dual', `{clusterIP: None, ipFamilyPolicy: PreferDualStack, selector: {app: web}, ${ports}}`);
  expect(rowsOf(made)).toContain('web:8080 over IPv6');
  expect(made.find(({ row }) => row === 'DNS AAAA web')?.expect).toEqual({
    kind: 'dns',
    data: ['${podIP6:default/web}'],
  });
  expect(rowsOf(plan('dual', `{clusterIP: None, ${ports}}`))).not.toContain('web:8080 over IPv6');
});
