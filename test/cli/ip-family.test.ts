import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../src/conformance/report';
import type { Explanation } from '../../src/explain/explanation';
import { runCli, withFiles } from './run-cli';

const network = (policy: string) => `
apiVersion: v1
kind: Pod
metadata: {name: backend, labels: {app: web}}
spec: {containers: [{name: app, image: app, ports: [{containerPort: 8080}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: NodePort, ipFamilyPolicy: ${policy}, selector: {app: web}, ports: [{port: 80, targetPort: 8080, nodePort: 30080}]}
`;

async function verify(policy: string, ...flags: readonly string[]) {
  const folder = withFiles({ 'network.yaml': network(policy) });
  const run = await runCli('verify', folder, ...flags, '--report', `json=${join(folder, 'report.json')}`);
  return { ...run, report: JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report };
}

const familiesOf = ({ probes }: Report) => new Set(probes.flatMap(({ row }) => / over (IPv\d)$/.exec(row)?.[1] ?? []));

test.each([
  ['ipv4', []],
  ['ipv6', []],
  ['dual', ['IPv4', 'IPv6']],
  ['dual6', ['IPv4', 'IPv6']],
])('verify --ip-family %s proves a Service over %j', async (family, families) => {
  const { exitCode, report } = await verify('PreferDualStack', '--ip-family', family);
  expect(exitCode).toBe(0);
  expect(report.summary).toMatchObject({ failed: 0, notRun: 0, notSupported: 0 });
  expect(familiesOf(report)).toEqual(new Set(families));
});

test('a Service that requires both families makes the cluster one of both, which the report says', async () => {
  const { exitCode, report, stdout } = await verify('RequireDualStack');
  expect(exitCode).toBe(0);
  expect(familiesOf(report)).toEqual(new Set(['IPv4', 'IPv6']));
  expect(stdout).toMatch(/--ip-family dual/);
});

test('on a cluster that is said to have one family it is refused', async () => {
  const { exitCode, report } = await verify('RequireDualStack', '--ip-family', 'ipv4');
  expect(exitCode).toBe(1);
  expect(report.diagnostics).toContainEqual(
    expect.objectContaining({ path: 'spec.ipFamilyPolicy', severity: 'error' }),
  );
});

test.each([
  [['--ip-family', 'both']],
  [['--ip-family', 'ipv4', '--service-cluster-ip-range', 'fd00:10:96::/112']],
  [['--ip-family', 'dual', '--target', 'kubeconfig']],
])('%j is bad usage', async (flags) => {
  const folder = withFiles({ 'network.yaml': network('PreferDualStack') });
  expect(await runCli('verify', folder, ...flags)).toMatchObject({ exitCode: 2 });
});

describe('explain --ip-family dual', () => {
  const run = (...argv: readonly string[]) =>
    runCli('explain', 'web', withFiles({ 'network.yaml': network('PreferDualStack') }), '--ip-family', 'dual', ...argv);

  test('tells addresses, candidates and clients of each family', async () => {
    const { stdout } = await run('--format', 'json', '--placeholders');
    const { services, clients } = JSON.parse(stdout) as Explanation;
    expect(services[0]?.clusterIPs).toEqual(['${clusterIP:default/web}', '${clusterIP6:default/web}']);
    expect(services[0]?.ports[0]?.candidates?.map(({ family }) => family)).toEqual(['IPv4', 'IPv6']);
    const hosts = clients.filter(({ outcome }) => outcome === 'served').map(({ to }) => to.host);
    expect(hosts).toEqual(expect.arrayContaining(['${nodeIP:worker}', '${nodeIP6:worker}']));
  });

  test('prints the rules of both families', async () => {
    const { stdout } = await run('--rules', 'iptables', '--placeholders');
    expect(stdout).toContain('-d ${clusterIP:default/web}/32');
    expect(stdout).toContain('-d ${clusterIP6:default/web}/128');
  });
});
