import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../src/conformance/report';
import { runCli, withFiles } from './run-cli';

const BACKEND = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: backend}
spec:
  selector: {matchLabels: {app: backend}}
  template:
    metadata: {labels: {app: backend}}
    spec:
      containers: [{name: app, image: app, ports: [{name: web, containerPort: 8080}]}]
`;
const service = (spec: string) => `${BACKEND}---
apiVersion: v1
kind: Service
metadata: {name: api}
spec: ${spec}
`;

async function verifyText(manifests: string) {
  const folder = withFiles({ 'network.yaml': manifests });
  const run = await runCli('verify', join(folder, 'network.yaml'), '--report', `json=${join(folder, 'report.json')}`);
  return { ...run, report: JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report };
}

describe('verify', () => {
  test('exits with 0 when everything is reached as declared', async () => {
    const { exitCode, report } = await verifyText(
      service('{selector: {app: backend}, ports: [{port: 80, targetPort: web}]}'),
    );
    expect(exitCode).toBe(0);
    expect(report.summary).toMatchObject({ failed: 0, notRun: 0, notSupported: 0 });
    expect(report.summary.passed).toBeGreaterThan(4);
  });

  test.each([
    ['a selector that matches nothing', '{selector: {app: backnd}, ports: [{port: 80, targetPort: web}]}', 'endpoints'],
    [
      'a targetPort that no container names',
      '{selector: {app: backend}, ports: [{port: 80, targetPort: wbe}]}',
      'endpoints',
    ],
    [
      'a targetPort that nobody listens on',
      '{selector: {app: backend}, ports: [{port: 80, targetPort: 8081}]}',
      'port',
    ],
  ])('exits with 1 and names the first broken link: %s', async (_, spec, link) => {
    const { exitCode, report } = await verifyText(service(spec));
    expect(exitCode).toBe(1);
    const failed = report.probes.filter(({ result, to }) => result === 'failed' && 'host' in to);
    expect(failed.length).toBeGreaterThan(0);
    for (const { evidence } of failed) expect(evidence?.links.find(({ ok }) => !ok)?.link).toBe(link);
  });

  test('deploys nothing that the API server would refuse', async () => {
    const folder = withFiles({ 'network.yaml': service('{selector: {app: backend}, ports: [{port: 70000}]}') });
    const { exitCode, stdout } = await runCli('verify', folder);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('not deployed');
  });

  const GOOD = service('{selector: {app: backend}, ports: [{port: 80, targetPort: web}]}');

  test('gives stdout to the report that is to go there', async () => {
    const file = join(withFiles({ 'network.yaml': GOOD }), 'network.yaml');
    const { exitCode, stdout, stderr } = await runCli('verify', file, '--report', 'json=-');
    expect([exitCode, (JSON.parse(stdout) as Report).summary.failed]).toEqual([0, 0]);
    expect(stderr).toContain('AS DECLARED');
  });

  test('finds out before anything runs that a report cannot be written', async () => {
    const folder = withFiles({ 'network.yaml': GOOD });
    const asked = `json=${join(folder, 'missing', 'report.json')}`;
    const { exitCode, stdout, stderr } = await runCli('verify', folder, '--report', asked);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`--report ${asked}: cannot be written`);
  });

  test('writes a file for each mode, and all of them to one device', async () => {
    const folder = withFiles({ 'network.yaml': GOOD });
    const asked = [
      '--proxy-mode',
      'all',
      '--report',
      `html=${join(folder, 'page.html')},json=${join(folder, 'report.json')},junit=/dev/null`,
    ];
    expect((await runCli('verify', join(folder, 'network.yaml'), ...asked)).exitCode).toBe(0);
    expect(readdirSync(folder)).toEqual([
      'network.yaml',
      'page.iptables.html',
      'page.ipvs.html',
      'page.nftables.html',
      'report.iptables.json',
      'report.ipvs.json',
      'report.nftables.json',
    ]);
  });
});

test.each([
  ['has no Service', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n', '1 ConfigMap'],
  [
    'has a route of no Gateway',
    'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: x}\nspec: {}\n',
    'HTTPRoute default/x',
  ],
  [
    'has nobody who asks',
    'apiVersion: v1\nkind: Service\nmetadata: {name: x}\nspec: {clusterIP: None, selector: {a: b}, ports: [{port: 80}]}\n',
    'no Pod',
  ],
])('verify of an input that %s says that there is nothing to probe, and why', async (_, manifests, why) => {
  const { exitCode, stdout } = await runCli('verify', join(withFiles({ 'x.yaml': manifests }), 'x.yaml'));
  expect(exitCode).toBe(2);
  expect(stdout).toContain('nothing to probe');
  expect(stdout).toContain(why);
});
