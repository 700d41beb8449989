import { join } from 'node:path';
import type { Explanation } from '../../src/explain/explanation';
import { runCli, withFiles } from './run-cli';

const MANIFESTS = `
apiVersion: v1
kind: Pod
metadata: {name: backend, labels: {app: backend}}
spec: {containers: [{name: app, image: app, ports: [{containerPort: 8080}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: my-service}
spec: {selector: {app: backend}, ports: [{port: 80, targetPort: 8080}]}
---
apiVersion: v1
kind: Service
metadata: {name: wrong}
spec: {selector: {app: backend}, ports: [{port: 70000}]}
`;

const run = (...argv: readonly string[]) =>
  runCli('explain', ...argv, join(withFiles({ 'network.yaml': MANIFESTS }), 'network.yaml'));

describe('explain', () => {
  test('prints how a Service is served, and exits with 0', async () => {
    const { exitCode, stdout } = await run('my-service', '--from', 'node/worker');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/✓ node worker {2}served/);
  });

  test('prints JSON', async () => {
    const { stdout } = await run('my-service', '--format', 'json', '--placeholders');
    const explanation = JSON.parse(stdout) as Explanation;
    expect(explanation).toMatchObject({ version: 1, kind: 'service', services: [{ service: 'default/my-service' }] });
  });

  test('prints a page, with the map around what it is about', async () => {
    const { exitCode, stdout } = await run('my-service', '--format', 'html');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^<!doctype html>/);
    expect(stdout).toContain('"id":"Service/default/my-service"');
  });

  test.each(['iptables', 'nftables', 'ipvs'])('prints rules of mode %s', async (mode) => {
    const { exitCode, stdout } = await run('my-service', '--rules', mode, '--node', 'worker2', '--placeholders');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('${clusterIP:default/my-service}');
  });

  test.each([
    [['my-servcie'], 'my-service'],
    [['my-service', '--from', 'pod/backnd'], 'pod/backend'],
    [['wrong'], 'spec.ports[0].port'],
  ])('exits with 2 when %j is not there, and says what is', async (argv, hint) => {
    const { exitCode, stdout, stderr } = await run(...argv);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(hint);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test('leaves out what the API server refuses, and tells it', async () => {
    const { exitCode, stderr } = await run('my-service');
    expect(exitCode).toBe(0);
    expect(stderr).toContain('left out: Service default/wrong');
  });

  test('takes objects that were read from a cluster', async () => {
    const read = MANIFESTS.replaceAll('metadata: {', "metadata: {resourceVersion: '12', ");
    const file = join(withFiles({ 'network.yaml': read }), 'network.yaml');
    expect(await runCli('explain', 'my-service', file)).toMatchObject({ exitCode: 0 });
  });
});
