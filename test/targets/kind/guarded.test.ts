import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { spawnGuarded, wasNotFound } from '../../../src/targets/kind/guarded';

describe('a guarded command', () => {
  test('reads, prints and ends as it would by itself', async () => {
    const child = spawnGuarded('node', ['-e', 'process.stdin.pipe(process.stdout); process.exitCode = 3']);
    child.stdin?.end('said');
    const [stdout, [code]] = await Promise.all([
      text(child.stdout as Readable),
      once(child, 'exit') as Promise<[number | null]>,
    ]);
    expect([stdout, code]).toEqual(['said', 3]);
    child.stdio[3]?.destroy();
  });

  test('that does not exist says so', async () => {
    const child = spawnGuarded('no-such-command', []);
    const [stderr, [code]] = await Promise.all([
      text(child.stderr as Readable),
      once(child, 'exit') as Promise<[number | null]>,
    ]);
    expect(wasNotFound('no-such-command', code as number, stderr)).toBe(true);
    expect(wasNotFound('other', code as number, stderr)).toBe(false);
  });

  test('ends with the process that started it, even if that is killed', async () => {
    // The command holds a connection for as long as it lives.
    const server = net.createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as net.AddressInfo;
    const program = [
      `const { spawnGuarded } = require(${JSON.stringify(join(__dirname, '../../../src/targets/kind/guarded.ts'))});`,
      `spawnGuarded('node', ['-e', "require('net').connect(${port}, '127.0.0.1')"]);`,
    ].join('\n');
    const ts = ['-r', 'ts-node/register/transpile-only'];
    const run = spawn(process.execPath, [...ts, '-e', program], { cwd: __dirname, stdio: 'ignore' });
    const [connection] = (await once(server, 'connection')) as [net.Socket];
    const closed = once(connection.on('error', () => undefined).resume(), 'close');
    run.kill('SIGKILL');
    await closed;
    server.close();
  }, 60_000);
});
