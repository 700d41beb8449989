import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { builtCli } from '../built-cli';
import { withFiles } from './run-cli';

const MANIFESTS = `
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: web, labels: { app: web } }
spec: { containers: [{ name: app, image: app, ports: [{ containerPort: 80 }] }] }
`;

/** Starts the command line; `before` is a script that runs in its process first. */
function start(argv: readonly string[], before = '', main = builtCli()) {
  const script = join(withFiles({ 'before.js': before }), 'before.js');
  const cli = spawn(process.execPath, ['-r', script, main, ...argv], { stdio: ['ignore', 'pipe', 'pipe'] });
  const exit = once(cli, 'exit') as Promise<[number | null]>;
  const ended = Promise.all([text(cli.stderr), exit]).then(([stderr, [code]]) => ({ stderr, code }));
  return { cli, ended };
}

const file = (manifests = MANIFESTS) => join(withFiles({ 'web.yaml': manifests }), 'web.yaml');

test('a reader that goes away early is not a failure of the run, and no stack trace', async () => {
  const { cli, ended } = start(['check', file(MANIFESTS.replace('port: 80 }', 'port: 70000 }'))]);
  cli.stdout.destroy();
  expect(await ended).toEqual({ stderr: '', code: 1 });
}, 60_000);

describe('an exception that nobody catches', () => {
  const NOW = "setImmediate(() => { throw new Error('lost\\n::error::it') });";
  const LISTENING = `
const { Server } = require('node:net');
const { listen } = Server.prototype;
Server.prototype.listen = function (...args) {
  setImmediate(() => Promise.reject(new Error('lost\\n::error::it')));
  return listen.apply(this, args);
};`;

  test.each([
    ['while nothing has been started', 'check', NOW],
    ['while something is to be taken down', 'verify', LISTENING],
  ])('is one line and exit code 2: %s', async (_, command, before) => {
    expect(await start([command, file()], before).ended).toEqual({
      stderr: 'cdk8s-net: lost\\n::error::it\n',
      code: 2,
    });
  });

  test('shows its stack with --debug', async () => {
    const { stderr, code } = await start(['check', file(), '--debug'], NOW).ended;
    expect(code).toBe(2);
    expect(stderr).toMatch(/^cdk8s-net: lost\\n::error::it\nError: lost\n[^]*\n {4}at /);
    expect(stderr).not.toMatch(/^::error/m);
  });

  test('is what it is before the command line is loaded, too', async () => {
    const damaged = withFiles({
      'main.js': readFileSync(builtCli(), 'utf8'),
      'check.bundle.js': "throw new Error('damaged');",
    });
    const run = start(['check', file()], '', join(damaged, 'main.js'));
    expect(await run.ended).toEqual({ stderr: 'cdk8s-net: damaged\n', code: 2 });
  });
});

test('without files and without an app, a pipe is read', async () => {
  const folder = withFiles({ 'web.yaml': MANIFESTS });
  const line = `cat web.yaml | ${JSON.stringify(process.execPath)} ${JSON.stringify(builtCli())} check`;
  const shell = spawn('sh', ['-c', line], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(shell, 'exit') as Promise<[number | null]>;
  const [stdout, [code]] = await Promise.all([text(shell.stdout), exit]);
  expect(code).toBe(0);
  expect(stdout).toContain('no findings on 2 objects');
});

test('a pipe that an app is judged in place of is told of', async () => {
  const folder = withFiles({
    'web.yaml': MANIFESTS,
    'cdk8s.yaml': "language: typescript\napp: sh -c 'cp web.yaml $CDK8S_OUTDIR/web.k8s.yaml'\noutput: dist\n",
  });
  const line = `echo x | ${JSON.stringify(process.execPath)} ${JSON.stringify(builtCli())} check 2>&1`;
  const shell = spawn('sh', ['-c', line], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(shell, 'exit') as Promise<[number | null]>;
  const [stdout, [code]] = await Promise.all([text(shell.stdout), exit]);
  expect(code).toBe(0);
  expect(stdout).toContain('stdin is left unread');
  expect(stdout).toContain('no findings on 2 objects');
});
