import { EventEmitter, once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MockInstance } from 'vitest';
import { watched } from '../../src/cli/watch';
import { runCli, withFiles } from './run-cli';

/** Runs under watch, which tests wait for. */
function underWatch(paths: readonly string[], fail = false) {
  const abort = new AbortController();
  const runs = new EventEmitter();
  let count = 0;
  const ended = watched(
    paths,
    async () => {
      count++;
      setImmediate(() => runs.emit('run', count));
      if (fail) throw new Error('not this time');
      return 0;
    },
    abort.signal,
  );
  return { abort, ended, next: () => once(runs, 'run') as Promise<[number]> };
}

describe('--watch', () => {
  let stderr: MockInstance;
  beforeEach(() => {
    stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  });
  afterEach(() => stderr.mockRestore());

  test.each([
    ['a file', (folder: string) => join(folder, 'web.yaml')],
    ['a folder', (folder: string) => folder],
  ])('runs again when %s changes, until it is interrupted', async (_, pathOf) => {
    const folder = withFiles({ 'web.yaml': 'a: 1\n' });
    const { abort, ended, next } = underWatch([pathOf(folder)]);
    expect(await next()).toEqual([1]);
    const again = next();
    writeFileSync(join(folder, 'web.yaml'), 'a: 2\n');
    expect(await again).toEqual([2]);
    abort.abort(new Error('enough'));
    await expect(ended).rejects.toThrow('enough');
  });

  test('does not look into node_modules', async () => {
    const folder = withFiles({ 'web.yaml': 'a: 1\n', 'node_modules/x/y.yaml': 'a: 1\n' });
    const { abort, ended, next } = underWatch([folder]);
    await next();
    const again = next();
    mkdirSync(join(folder, 'node_modules/z'));
    writeFileSync(join(folder, 'node_modules/x/y.yaml'), 'a: 2\n');
    writeFileSync(join(folder, 'web.yaml'), 'a: 2\n');
    await again;
    expect(stderr.mock.calls.flat().join('')).not.toContain('node_modules');
    abort.abort(new Error('enough'));
    await expect(ended).rejects.toThrow('enough');
  });

  test('tells what went wrong in a run, and goes on', async () => {
    const folder = withFiles({ 'web.yaml': 'a: 1\n' });
    const { abort, ended, next } = underWatch([folder], true);
    await next();
    const again = next();
    writeFileSync(join(folder, 'web.yaml'), 'a: 2\n');
    await again;
    expect(stderr.mock.calls.flat().join('')).toContain('not this time');
    abort.abort(new Error('enough'));
    await expect(ended).rejects.toThrow('enough');
  });
});

test('--watch refuses stdin, which is read once', async () => {
  const { exitCode, stderr } = await runCli('check', '--watch', '-');
  expect(exitCode).toBe(2);
  expect(stderr).toContain('stdin');
});
