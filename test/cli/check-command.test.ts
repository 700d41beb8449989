import { join } from 'node:path';
import type { Diagnostic } from '../../src/diagnostics/diagnostic';
import { runCli, withFiles } from './run-cli';

const WEB = `
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec:
  selector: {app: web}
  ports: [{port: 80, targetPort: 8080}]
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec:
  containers: [{name: app, image: app, ports: [{containerPort: 8080}]}]
`;
const REFUSED = WEB.replace('port: 80,', 'port: 70000,');
const UNDECLARED = WEB.replace('targetPort: 8080', 'targetPort: 8081');

describe('check', () => {
  test('exits with 0 and says so when there is no finding', async () => {
    const { exitCode, stdout } = await runCli('check', join(withFiles({ 'web.yaml': WEB }), 'web.yaml'));
    expect([exitCode, stdout]).toEqual([0, 'no findings on 2 objects\n']);
  });

  test('exits with 1 on an error and names file, line and column', async () => {
    const file = join(withFiles({ 'web.yaml': REFUSED }), 'web.yaml');
    const { exitCode, stdout } = await runCli('check', file, '--format', 'json');
    expect(exitCode).toBe(1);
    const [finding] = diagnosticsIn(stdout);
    expect(finding).toMatchObject({ rule: 'service/port-range', kind: 'Invalid', path: 'spec.ports[0].port' });
    expect(finding?.position).toEqual({ source: file, line: 7, column: expect.any(Number) as unknown });
  });

  test('prints a page with findings, and a map of what can be deployed', async () => {
    const { exitCode, stdout } = await runCli(
      'check',
      join(withFiles({ 'web.yaml': REFUSED }), 'web.yaml'),
      '--format',
      'html',
    );
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^<!doctype html>/);
    expect(stdout).toContain('"rule":"service/port-range"');
    expect(stdout).not.toContain('"id":"Service/shop/web"');
  });

  test('exits with 0 on a warning, unless told to fail on warnings', async () => {
    const file = join(withFiles({ 'web.yaml': UNDECLARED }), 'web.yaml');
    expect((await runCli('check', file)).exitCode).toBe(0);
    expect((await runCli('check', file, '--fail-on', 'warning')).exitCode).toBe(1);
  });

  test('prints with --quiet only what it fails on', async () => {
    const file = join(withFiles({ 'web.yaml': UNDECLARED }), 'web.yaml');
    expect(await runCli('check', file, '--quiet')).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    const failed = await runCli('check', file, '--quiet', '--fail-on', 'warning');
    expect(failed.exitCode).toBe(1);
    expect(failed.stdout).toContain('links/target-port-undeclared');
    const { stdout } = await runCli('check', file, '--quiet', '--format', 'json');
    expect(JSON.parse(stdout)).toEqual({ diagnostics: [] });
  });

  test('reads all manifests of a folder', async () => {
    const folder = withFiles({
      'a.yaml': WEB,
      'b.yml': REFUSED.replaceAll('name: web', 'name: two'),
      'notes.txt': 'no manifest',
    });
    const { stdout } = await runCli('check', folder, '--format', 'json');
    expect(diagnosticsIn(stdout).map(({ rule }) => rule)).toContain('service/port-range');
  });

  test('judges for the version it is told', async () => {
    const file = join(withFiles({ 'web.yaml': WEB.replaceAll('name: web,', 'name: 1web,') }), 'web.yaml');
    expect((await runCli('check', file, '--kubernetes-version', '1.34')).exitCode).toBe(1);
    expect((await runCli('check', file, '--kubernetes-version', '1.37')).exitCode).toBe(0);
  });
});

describe('what cannot be read', () => {
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, readonly string[]])[] = [
    ['a missing file', {}, ['check', 'missing.yaml']],
    ['an empty file', { 'empty.yaml': '' }, ['check', 'empty.yaml']],
    ['text that is not YAML', { 'bad.yaml': 'a: [b' }, ['check', 'bad.yaml']],
    ['YAML that is not an object', { 'list.yaml': '- 1\n- 2\n' }, ['check', 'list.yaml']],
    ['a folder without manifests', { 'notes.txt': '' }, ['check', '.']],
    ['an unknown command', {}, ['chekc']],
    ['an unknown format', { 'web.yaml': WEB }, ['check', 'web.yaml', '--format', 'xml']],
    ['a version out of range', { 'web.yaml': WEB }, ['check', 'web.yaml', '--kubernetes-version', '1.99']],
    ['a missing file to verify', {}, ['verify', 'missing.yaml']],
    ['an unknown report', { 'web.yaml': WEB }, ['verify', 'web.yaml', '--report', 'pdf=x']],
    ['no file and no cdk8s.yaml', {}, ['check']],
  ];

  const here = process.cwd();
  afterEach(() => process.chdir(here));

  test.each(cases)('exits with 2 and one clear line: %s', async (_, files, argv) => {
    process.chdir(withFiles(files));
    const { exitCode, stdout, stderr } = await runCli(...argv);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).not.toContain('    at ');
  });
});

function diagnosticsIn(json: string): readonly Diagnostic[] {
  return (JSON.parse(json) as { readonly diagnostics: readonly Diagnostic[] }).diagnostics;
}
