import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtCli } from '../built-cli';

/** An app that says that it runs and then takes a minute. */
const SLOW_APP = `
require('node:fs').writeFileSync('running', String(process.pid));
setTimeout(() => {}, 60_000);
`;

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-net-test-'));
const temporary = join(folder, 'tmp');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function written(name: string): Promise<string> {
  const watcher = watch(folder);
  while (!existsSync(join(folder, name)) || readFileSync(join(folder, name), 'utf8') === '') {
    await once(watcher, 'change');
  }
  watcher.close();
  return readFileSync(join(folder, name), 'utf8');
}

/** A process that has ended but that nobody has waited for (state Z) is not alive. */
function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return /^[^Z\s]/.test(stdout.trim());
}

test('Ctrl-C ends the app that is synthesizing, leaves no folder behind and exits with 130', async () => {
  writeFileSync(join(folder, 'app.js'), SLOW_APP);
  writeFileSync(join(folder, 'cdk8s.yaml'), `language: typescript\napp: node app.js\n`);
  mkdirSync(temporary);
  const cli = spawn(process.execPath, [builtCli(), 'verify'], {
    cwd: folder,
    stdio: 'ignore',
    env: { ...process.env, TMPDIR: temporary },
  });
  const app = Number(await written('running'));
  expect(readdirSync(temporary).filter((name) => name.startsWith('cdk8s-net-'))).toHaveLength(1);
  cli.kill('SIGINT');
  const [code] = (await once(cli, 'exit')) as [number | null];
  expect(code).toBe(130);
  expect(isAlive(app)).toBe(false);
  expect(readdirSync(temporary).filter((name) => name.startsWith('cdk8s-net-'))).toEqual([]);
}, 60_000);

test('Ctrl-C ends a check in the middle of its work', async () => {
  const file = join(folder, 'long.yaml');
  const service = (index: number) =>
    `---\napiVersion: v1\nkind: Service\nmetadata: { name: s${index} }\nspec: { ports: [{ port: 80 }, { port: 80 }] }\n`;
  writeFileSync(file, Array.from({ length: 30_000 }, (_, index) => service(index)).join(''));
  const marker = join(folder, 'reading');
  const noted = `const { readFileSync } = require('node:fs'); require('node:fs').readFileSync = (file, ...rest) => {
    if (file === ${JSON.stringify(file)}) require('node:fs').writeFileSync(${JSON.stringify(marker)}, 'yes');
    return readFileSync(file, ...rest);
  };`;
  writeFileSync(join(folder, 'noted.js'), noted);
  const cli = spawn(process.execPath, ['-r', join(folder, 'noted.js'), builtCli(), 'check', file], {
    cwd: folder,
    stdio: 'ignore',
  });
  await written('reading');
  cli.kill('SIGTERM');
  expect(await once(cli, 'exit')).toEqual([null, 'SIGTERM']);
}, 60_000);
