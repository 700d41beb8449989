import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { MAX_INPUT_BYTES, readStream, readText } from '../../src/cli/input/read-text';
import { UsageError } from '../../src/cli/usage-error';

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-net-read-'));
afterAll(() => rmSync(folder, { recursive: true }));

const fileOf = (name: string, content: string | Buffer) => {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
};
describe('the text of a file', () => {
  it('is what stands there, up to the limit', async () => {
    const file = fileOf('a.yaml', 'äb');
    expect(readText(file, 3)).toBe('äb');
    expect(await readStream(Readable.from([Buffer.from('ä'), Buffer.from('b')]), 'x', 3)).toBe('äb');
    expect(readText(fileOf('empty.yaml', ''))).toBe('');
    expect(readText(fileOf('replaced.yaml', '\uFFFD'))).toBe('\uFFFD');
  });

  it('is refused by its size, before any of it is read', () => {
    const file = fileOf('large.yaml', '');
    // A hole, which takes no room on the disk.
    truncateSync(file, MAX_INPUT_BYTES + 1);
    const before = process.memoryUsage().rss;
    expect(() => readText(file)).toThrow(/more than 256 MiB; split/);
    expect(process.memoryUsage().rss - before).toBeLessThan(MAX_INPUT_BYTES / 4);
  });

  it('is refused once there is too much of it, where no size is told', async () => {
    expect(() => readText('/dev/zero', 2 ** 21)).toThrow(/more than 2 MiB/);
    await expect(readStream(Readable.from([Buffer.alloc(3), Buffer.alloc(3)]), '<stdin>', 5)).rejects.toThrow(
      UsageError,
    );
  });

  it('can come out of a pipe', () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const script = `require('ts-node/register/transpile-only'); process.stdout.write(require('./src/cli/input/read-text').readText(${JSON.stringify(pipe)}))`;
    const command = `printf 'a: b' > '${pipe}' & exec '${process.execPath}' -e "$1"`;
    expect(execFileSync('sh', ['-c', command, 'sh', script], { encoding: 'utf8' })).toBe('a: b');
  });

  it('is UTF-8', () => {
    expect(() => readText(fileOf('latin1.yaml', Buffer.from('ä', 'latin1')))).toThrow(/UTF-8/);
    expect(() => readText(join(folder, 'none.yaml'))).toThrow(/ENOENT/);
  });
});
