import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCli, withFiles } from './run-cli';

const service = (name: string, targetPort: number) => `---
apiVersion: v1
kind: Service
metadata: {name: ${name}}
spec: {selector: {app: web}, ports: [{port: 80, targetPort: ${targetPort}}]}
`;
const POD = `---
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec: {containers: [{name: app, image: app, ports: [{containerPort: 8080}]}]}
`;

function repository() {
  const folder = withFiles({ 'm/web.yaml': `${service('web', 8081)}${POD}` });
  const [file, manifests] = [join(folder, 'baseline.json'), join(folder, 'm/web.yaml')];
  const check = (...flags: readonly string[]) =>
    runCli('check', join(folder, 'm'), '--fail-on', 'warning', '--baseline', file, ...flags);
  return { folder, file, manifests, check };
}

describe('check --baseline', () => {
  test('written once leaves out what was there, and counts what is new', async () => {
    const { file, manifests, check } = repository();
    const written = await check('--write-baseline');
    expect([written.exitCode, written.stderr]).toEqual([0, `cdk8s-net: wrote 1 finding to ${file}\n`]);
    const again = await check();
    expect([again.exitCode, again.stderr]).toEqual([0, `cdk8s-net: left out 1 finding that ${file} knows\n`]);
    writeFileSync(manifests, `# moved\n${POD}${service('web', 8081)}${service('api', 8082)}`);
    const { exitCode, stdout } = await check('--format', 'json');
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { object: { name: string } }[] };
    expect([exitCode, diagnostics.map(({ object }) => object.name)]).toEqual([1, ['api']]);
  });

  test('tells of what is mended', async () => {
    const { manifests, check } = repository();
    await check('--write-baseline');
    writeFileSync(manifests, `${service('web', 8080)}${POD}`);
    const { exitCode, stderr } = await check();
    expect([exitCode, stderr]).toEqual([
      0,
      expect.stringMatching(/no longer found, links\/target-port-undeclared of Service\/default\/web: write it anew/),
    ]);
    expect((await check('--quiet')).stderr).toBe('');
  });

  test('is the same text whatever the order of the input', async () => {
    const { file, manifests, check } = repository();
    writeFileSync(manifests, `${service('web', 8081)}${service('api', 8082)}${POD}`);
    await check('--write-baseline');
    const before = readFileSync(file, 'utf8');
    writeFileSync(manifests, `${POD}${service('api', 8082)}${service('web', 8081)}`);
    await check('--write-baseline');
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  test.each<[string, string | undefined, RegExp]>([
    ['is not there', undefined, /there is no such file; write it with --write-baseline/],
    ['is not JSON', '{', /is not JSON: .*; write it anew/],
    ['is of another version', '{"version": 2, "findings": []}', /version: 2 is not 1; /],
    ['has something else', '{"version": 1, "findings": [{"rule": 1}]}', /findings\[0\]\.rule: 1 is a number/],
  ])('ends with exit code 2 when the file %s', async (_, text, message) => {
    const { file, check } = repository();
    if (text !== undefined) writeFileSync(file, text);
    const { exitCode, stdout, stderr } = await check();
    expect([exitCode, stdout, stderr]).toEqual([2, '', expect.stringMatching(message)]);
  });

  test('is named by whoever writes it', async () => {
    const { folder } = repository();
    const { exitCode, stderr } = await runCli('check', folder, '--write-baseline');
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('--write-baseline: name the file')]);
  });
});
