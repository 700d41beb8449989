import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  lchownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  chmodSync,
} from 'node:fs';
import { readFile } from 'node:fs/promises';
import net from 'node:net';
import { join } from 'node:path';
import { destinationOf } from '../../src/cli/destination';
import { printable } from '../../src/terms/printable';
import { withFiles } from './run-cli';

const TEXT = printable('the report');
const LINE = 'the report\n';

describe('a file', () => {
  test('is made where there is none', async () => {
    const folder = withFiles({});
    const destination = destinationOf(join(folder, 'report.json'));
    expect([destination.kind, readdirSync(folder)]).toEqual(['file', []]);
    await destination.write(TEXT);
    expect([readdirSync(folder), readFileSync(join(folder, 'report.json'), 'utf8')]).toEqual([['report.json'], LINE]);
  });

  test('is replaced as a whole, and keeps its mode', async () => {
    const folder = withFiles({ 'report.json': 'before' });
    const file = join(folder, 'report.json');
    chmodSync(file, 0o640);
    linkSync(file, join(folder, 'same'));
    await destinationOf(file).write(TEXT);
    expect(readFileSync(file, 'utf8')).toBe(LINE);
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(readFileSync(join(folder, 'same'), 'utf8')).toBe('before');
  });

  test('stays what it was when it cannot be replaced, and nothing is left beside it', async () => {
    const folder = withFiles({});
    const destination = destinationOf(join(folder, 'report.json'));
    mkdirSync(join(folder, 'report.json', 'full'), { recursive: true });
    await expect(destination.write(TEXT)).rejects.toThrow('report.json');
    expect(readdirSync(folder)).toEqual(['report.json']);
  });

  test('is written without a look at what others have put beside it', async () => {
    const folder = withFiles({ victim: 'of somebody else' });
    symlinkSync(join(folder, 'victim'), join(folder, 'report.json.unfinished'));
    await destinationOf(join(folder, 'report.json')).write(TEXT);
    expect(readFileSync(join(folder, 'victim'), 'utf8')).toBe('of somebody else');
    expect(readlinkSync(join(folder, 'report.json.unfinished'))).toBe(join(folder, 'victim'));
  });
});

describe('a link', () => {
  test.each(['there', 'not there'])('stays, and the file that it leads to is written: %s', async (state) => {
    const folder = withFiles(state === 'there' ? { target: 'before' } : {});
    const [link, far] = [join(folder, 'report.json'), join(folder, 'far')];
    symlinkSync('target', link);
    symlinkSync(link, far);
    await destinationOf(far).write(TEXT);
    expect(readFileSync(join(folder, 'target'), 'utf8')).toBe(LINE);
    expect([readlinkSync(link), readlinkSync(far)]).toEqual(['target', link]);
  });

  test('in a circle leads nowhere', () => {
    const folder = withFiles({});
    symlinkSync('b', join(folder, 'a'));
    symlinkSync('a', join(folder, 'b'));
    expect(() => destinationOf(join(folder, 'a'))).toThrow('circle');
  });

  const refuses = canLayTraps();
  (refuses ? test : test.skip)(
    'that somebody else put into a folder for everybody is not followed (needs root on Linux)',
    () => {
      const folder = withFiles({ victim: 'before' });
      chmodSync(folder, 0o1777);
      for (const [name, target] of [
        ['there', 'victim'],
        ['nowhere', 'absent'],
      ] as const) {
        symlinkSync(join(folder, target), join(folder, name));
        lchownSync(join(folder, name), 1234, 1234);
        expect(() => destinationOf(join(folder, name))).toThrow('EACCES');
      }
    },
  );
});

/** Needs root, to make a link of somebody else, and Linux, which guards them. */
function canLayTraps(): boolean {
  const setting = '/proc/sys/fs/protected_symlinks';
  return process.getuid?.() === 0 && existsSync(setting) && readFileSync(setting, 'utf8').trim() === '1';
}

describe('what is not a file', () => {
  test('is written to, and stays: a device', async () => {
    const destination = destinationOf('/dev/null');
    expect(destination.kind).toBe('stream');
    await destination.write(TEXT);
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  test('is written to, and stays: a pipe', async () => {
    const pipe = join(withFiles({}), 'pipe');
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    const destination = destinationOf(pipe);
    const [read] = await Promise.all([readFile(pipe, 'utf8'), destination.write(TEXT)]);
    expect([read, lstatSync(pipe).isFIFO()]).toEqual([LINE, true]);
  });

  test('is written to where it stands: a file that is open', async () => {
    const file = join(withFiles({}), 'open');
    const descriptor = openSync(file, 'w');
    writeFileSync(descriptor, 'first, ');
    await destinationOf(`/dev/fd/${descriptor}`).write(TEXT);
    await destinationOf(`/proc/self/fd/${descriptor}`).write(TEXT);
    closeSync(descriptor);
    expect(readFileSync(file, 'utf8')).toBe(`first, ${LINE}${LINE}`);
    expect(() => destinationOf(`/dev/fd/${descriptor}`)).toThrow('EBADF');
  });

  test.each(['-', '/dev/stdout', '/dev/fd/1'])('is stdout: %s', (path) => {
    expect(destinationOf(path).kind).toBe('stdout');
  });
});

describe('what cannot be written to is known before', () => {
  test('a folder, one that is missing, one that takes no files', () => {
    const folder = withFiles({ file: '' });
    expect(() => destinationOf(folder)).toThrow('it is a folder');
    expect(() => destinationOf(join(folder, 'missing', 'report.json'))).toThrow('ENOENT');
    expect(() => destinationOf(join(folder, 'file', 'report.json'))).toThrow(/ENOTDIR|ENOENT/);
    expect(() => destinationOf('/proc/report.json')).toThrow('/proc');
  });

  test('a socket', async () => {
    const path = join(withFiles({}), 'socket');
    const server = net.createServer().listen(path);
    await once(server, 'listening');
    expect(() => destinationOf(path)).toThrow('it is a socket');
    server.close();
    rmSync(path, { force: true });
  });
});
