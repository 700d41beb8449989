import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Difference } from '../../src/diff/difference';
import { runCli, withFiles } from './run-cli';

const POD = `
apiVersion: v1
kind: Pod
metadata: {name: backend, labels: {app: web}}
spec: {containers: [{name: app, image: app, ports: [{containerPort: 8080}]}]}
---`;
const service = (spec: string, name = 'web') => `${POD}
apiVersion: v1
kind: Service
metadata: {name: ${name}}
spec: {selector: {app: web}, ${spec}}
`;
const PLAIN = service('ports: [{port: 80, targetPort: 8080}]');
const RENAMED = service('ports: [{port: 80, targetPort: 8080}]', 'shop');
const HEADLESS = service('clusterIP: None, ports: [{port: 80, targetPort: 8080}]');
const OPEN = service('type: NodePort, ports: [{port: 80, targetPort: 8080, nodePort: 30080}]');

function differ(old: string, now: string, ...flags: readonly string[]) {
  const folder = withFiles({ 'old.yaml': old, 'new.yaml': now });
  return runCli('diff', join(folder, 'old.yaml'), join(folder, 'new.yaml'), ...flags);
}

describe('diff', () => {
  test.each([
    ['nothing', PLAIN, [], 0],
    ['what is lost', RENAMED, [], 0],
    ['what is lost, with --fail-on lost', RENAMED, ['--fail-on', 'lost,exposed'], 1],
    ['what is exposed, with --fail-on lost', OPEN, ['--fail-on', 'lost'], 0],
    ['what is exposed, with --fail-on exposed', OPEN, ['--fail-on', 'exposed'], 1],
    ['what is refused', HEADLESS, [], 1],
    ['what is refused, with --fail-on lost', HEADLESS, ['--fail-on', 'lost'], 0],
  ] as const)('of %s exits with its code', async (_, now, flags, code) => {
    expect((await differ(PLAIN, now, ...flags)).exitCode).toBe(code);
  });

  test('prints text, Markdown and JSON', async () => {
    expect((await differ(PLAIN, RENAMED)).stdout).toMatch(/^LOST\n {2}web:80 {2}for backend/m);
    expect((await differ(PLAIN, RENAMED, '--format', 'markdown')).stdout).toContain('### Lost (1)');
    const { stdout } = await differ(PLAIN, RENAMED, '--format', 'json');
    expect((JSON.parse(stdout) as Difference).lost).toHaveLength(1);
  });

  test('counts a document that cannot be read as refused', async () => {
    const { exitCode, stdout } = await differ(PLAIN, `${PLAIN}---\na: [\n`);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('REFUSED');
  });

  test('compares a file with what it was in a revision, and leaves the repository as it is', async () => {
    const folder = withFiles({ 'net/web.yaml': PLAIN });
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args], {
        cwd: folder,
        encoding: 'utf8',
      });
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '--message', 'first');
    writeFileSync(join(folder, 'net/web.yaml'), RENAMED);
    const before = git('status', '--porcelain');
    const here = process.cwd();
    process.chdir(folder);
    try {
      const { stdout, exitCode } = await runCli('diff', '--git', 'HEAD', 'net', '--format', 'json');
      expect(exitCode).toBe(0);
      expect((JSON.parse(stdout) as Difference).lost.map(({ to }) => to)).toEqual(['web:80']);
      writeFileSync(join(folder, 'new.yaml'), PLAIN);
      const added = await runCli('diff', '--git', 'HEAD', 'new.yaml', '--format', 'json');
      expect((JSON.parse(added.stdout) as Difference).objects).toMatchObject({ added: 2, removed: 0 });
      rmSync(join(folder, 'new.yaml'));
      rmSync(join(folder, 'net'), { recursive: true });
      const gone = await runCli('diff', '--git', 'HEAD', 'net/web.yaml', '--format', 'json');
      expect((JSON.parse(gone.stdout) as Difference).objects).toMatchObject({ added: 0, removed: 2 });
      git('checkout', '--quiet', '--', 'net');
      writeFileSync(join(folder, 'net/web.yaml'), RENAMED);
      expect((await runCli('diff', '--git', 'HEAD', 'new.yaml')).exitCode).toBe(2);
      expect((await runCli('diff', '--git', 'nowhere', 'net')).exitCode).toBe(2);
      expect((await runCli('diff', '--git', '--output=x', 'net')).exitCode).toBe(2);
    } finally {
      process.chdir(here);
    }
    expect(git('status', '--porcelain')).toBe(before);
  });

  test.each([
    ['no git', { PATH: '' }, 'did not find git on PATH; install it'],
    [
      'a repository of somebody else, as in a container',
      { GIT_TEST_ASSUME_DIFFERENT_OWNER: '1', GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
      'run git config --global --add safe.directory /',
    ],
  ])('says what to do where there is %s', async (_, env, remedy) => {
    const before = Object.keys(env).map((name) => [name, process.env[name]] as const);
    Object.assign(process.env, env);
    try {
      const { exitCode, stderr } = await runCli('diff', '--git', 'HEAD', 'examples/full/expected.yaml');
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining(remedy)]);
    } finally {
      for (const [name, value] of before) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    }
  });

  test.each([[[]], [['-', '-']], [['--git', 'HEAD']], [['a.yaml', 'b.yaml', '--fail-on', 'gained']]])(
    'refuses the arguments %j',
    async (argv) => {
      const { exitCode, stderr } = await runCli('diff', ...argv);
      expect(exitCode).toBe(2);
      expect(stderr).toMatch(/^cdk8s-net: /);
    },
  );
});
