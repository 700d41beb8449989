import { execFileSync } from 'node:child_process';
import { realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCli, withFiles } from './run-cli';

const before = process.cwd();
afterEach(() => process.chdir(before));

const RULE = 'links/target-port-undeclared';
const WEB = `
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8081}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec: {containers: [{name: app, image: app, ports: [{containerPort: 8080}]}]}
`;

/** A command in a repository with these files, by the rules that it names. */
async function run(files: Readonly<Record<string, string>>, ...argv: readonly string[]) {
  const folder = realpathSync(withFiles({ '.git/HEAD': '', 'm/web.yaml': WEB, ...files }));
  process.chdir(folder);
  const { exitCode, stdout, stderr } = await runCli(...argv);
  return { folder, exitCode, stdout, stderr };
}

const check = async (config: string, ...flags: readonly string[]) => {
  const { exitCode, stdout } = await run(
    { 'cdk8s-net.config.yaml': config },
    'check',
    'm',
    '--format',
    'json',
    ...flags,
  );
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { rule: string; severity: string }[] };
  return [exitCode, ...diagnostics.map(({ rule, severity }) => `${severity} ${rule}`)];
};

describe('a configuration in the repository', () => {
  test('says what the flags of check would', async () => {
    expect(await check('failOn: warning')).toEqual([1, `warning ${RULE}`]);
    expect(await check(`severities: {${RULE}: error}`)).toEqual([1, `error ${RULE}`]);
    expect(await check(`acknowledge: [{rule: ${RULE}, reason: known}]`)).toEqual([0]);
  });

  test('gives way to flags, to whose lists its own add', async () => {
    expect(await check('failOn: warning', '--fail-on', 'error')).toEqual([0, `warning ${RULE}`]);
    expect(await check(`severities: {${RULE}: error}`, '--severity', `${RULE}=off`)).toEqual([0]);
    const accepted = `acknowledge: [{rule: links/selector-empty, object: Service/default/web, reason: known}]`;
    const stale = 'warning practice/stale-acknowledgement';
    expect(await check(accepted, '--acknowledge', `${RULE}=known`)).toEqual([0, stale]);
  });

  test('is left out by --no-config, and replaced by --config', async () => {
    expect(await check(`severities: {${RULE}: error}`, '--no-config')).toEqual([0, `warning ${RULE}`]);
    const files = { 'cdk8s-net.config.yaml': 'failOn: error', 'other.yaml': 'failOn: warning' };
    expect((await run(files, 'check', 'm', '--config', 'other.yaml')).exitCode).toBe(1);
  });

  test('is found from the input, and holds for verify and explain as well', async () => {
    const config = { 'cdk8s-net.config.json': JSON.stringify({ severities: { [RULE]: 'off' }, proxyMode: 'ipvs' }) };
    const { stdout } = await run(config, 'verify', 'm/web.yaml');
    expect(stdout).not.toContain(RULE);
    const range = { 'cdk8s-net.config.json': JSON.stringify({ serviceClusterIPRange: ['10.20.0.0/16'] }) };
    expect((await run(range, 'explain', 'web', 'm')).stdout).toContain(' 10.20.');
  });

  test('names the definitions of custom resources, and the version of Gateway API', async () => {
    const crd = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.example.com}
spec:
  group: example.com
  scope: Namespaced
  names: {plural: widgets, singular: widget, kind: Widget}
  versions:
    - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, properties: {size: {type: integer}}}}}
`;
    const files = {
      'm/widget.yaml': 'apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: a}\nsize: large\n',
      'crds/widgets.yaml': crd,
    };
    const config = { 'cdk8s-net.config.yaml': 'crds: [crds/widgets.yaml]\ngatewayApi: {version: v1.5}' };
    expect((await run(files, 'check', 'm/widget.yaml')).exitCode).toBe(0);
    expect((await run({ ...files, ...config }, 'check', 'm/widget.yaml')).exitCode).toBe(1);
    const missing = await run({ 'cdk8s-net.config.yaml': 'crds: [m/web.yaml]' }, 'check', 'm');
    expect(missing.stderr).toContain('crds[0]: "m/web.yaml" has no CustomResourceDefinition');
  });

  test('leaves out of folders what it ignores, from where it stands', async () => {
    const files = { 'm/old/bad.yaml': WEB.replace('8081', '80810') };
    expect((await run(files, 'check', 'm')).exitCode).toBe(1);
    const ignoring = { ...files, 'cdk8s-net.config.yaml': 'ignore: [m/old/]' };
    expect((await run(ignoring, 'check', 'm')).exitCode).toBe(0);
    expect((await run(ignoring, 'check', 'm/old')).exitCode).toBe(1);
    expect((await run({ ...files, 'cdk8s-net.config.yaml': 'ignore: [old]' }, 'check', 'm')).exitCode).toBe(0);
  });

  test('holds for diff: for both sides, and also as they were in a revision', async () => {
    const [before, after] = ['old', 'new'].map((name) => `${name}/m/web.yaml`) as [string, string];
    const config = { 'cdk8s-net.config.yaml': 'failOn: warning\nignore: [old/]' };
    const { folder, stdout } = await run(
      { [before]: WEB, [after]: WEB, ...config },
      'diff',
      'm',
      'new',
      '--format',
      'json',
    );
    expect(JSON.parse(stdout)).toMatchObject({ refused: [] });
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], { cwd: folder });
    rmSync(join(folder, '.git'), { recursive: true });
    git('init', '-q');
    writeFileSync(join(folder, 'old/other.yaml'), WEB.replaceAll('web', 'other'));
    git('add', '.');
    git('commit', '-qm', 'x');
    const same = await runCli('diff', '--git', 'HEAD', '.', '--format', 'json', '--fail-on', 'lost');
    expect([same.exitCode, same.stderr]).toEqual([0, '']);
  });

  test.each([
    ['intents: [pipe]', 'intents[0]'],
    ['baseline: pipe', 'baseline'],
    ['helmValues: [m/web.yaml, pipe]', 'helmValues[1]'],
    ['crds: [pipe]', 'crds[0]'],
    ['rules: [./pipe]', 'rules[0]'],
  ])('that names a pipe by %s waits for nobody', async (config, path) => {
    const { folder } = await run({}, 'rules', 'service/type');
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    writeFileSync(join(folder, 'cdk8s-net.config.yaml'), config);
    const { exitCode, stderr } = await runCli('verify', 'm');
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(`: ${path}: `)]);
  });

  test('that is a pipe waits for nobody', async () => {
    const { folder } = await run({}, 'rules', 'service/type');
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    expect(await runCli('check', 'm', '--config', 'pipe')).toMatchObject({ exitCode: 2 });
  });

  test('that cannot be used is one line, and exit code 2', async () => {
    const { exitCode, stdout, stderr } = await run({ 'cdk8s-net.config.yaml': 'failOn: info' }, 'check', 'm');
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toBe(
      'cdk8s-net: cdk8s-net.config.yaml:1:1: failOn: "info" is not a choice; choose one of error, warning\n',
    );
  });
});

describe('code of a configuration', () => {
  const files = { 'cdk8s-net.config.js': `module.exports = { failOn: 'warning' };` };

  test('runs in the repository in which the command is run', async () => {
    expect((await run(files, 'check', 'm')).exitCode).toBe(1);
  });

  test('does not run in another one unless it is named', async () => {
    const { folder } = await run(files, 'check', 'm');
    process.chdir(before);
    const { exitCode, stderr } = await runCli('check', join(folder, 'm'));
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('is code that is not run')]);
    const named = await runCli('check', join(folder, 'm'), '--config', join(folder, 'cdk8s-net.config.js'));
    expect(named.exitCode).toBe(1);
  });
});
