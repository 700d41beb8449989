import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadModule } from '../../src/cli/load-module';

const MODULE = `const { join } = require('node:path');
exports.where = [__filename, join(__dirname, 'x')];
exports.twice = (value) => value + value;
`;

describe('loadModule', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'load-module-'));
    file = join(folder, 'module.js');
    writeFileSync(file, MODULE);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Loads it, and does at once what it would do at the end of the process. */
  function loadAndEnd() {
    const before = new Set(process.listeners('exit'));
    const loaded = loadModule(file, require) as { where: string[]; twice(value: number): number };
    const added = process.listeners('exit').filter((listener) => !before.has(listener));
    const result = loaded.twice(21);
    for (const listener of added) {
      process.off('exit', listener);
      listener(0);
    }
    return { loaded, result, added: added.length };
  }

  it('gives what the module exports', () => {
    const { loaded, result } = loadAndEnd();
    expect(result).toBe(42);
    expect(loaded.where).toEqual([file, join(folder, 'x')]);
  });

  it('keeps the compiled code beside the module for the next time', () => {
    expect(loadAndEnd()).toMatchObject({ result: 42, added: 1 });
    expect(readdirSync(folder)).toEqual(['module.js', expect.stringMatching(/^module\.js\..*\.cache$/)]);
    expect(loadAndEnd()).toMatchObject({ result: 42, added: 0 });
  });

  it('replaces code that V8 refuses', () => {
    loadAndEnd();
    const cache = readdirSync(folder).find((name) => name.endsWith('.cache')) as string;
    writeFileSync(join(folder, cache), 'spoilt');
    // V8 looks for code that this process has compiled first: it must not have seen this module.
    const { atime, mtime } = statSync(file);
    writeFileSync(file, `${MODULE}// ${folder}`);
    utimesSync(file, atime, mtime);
    expect(loadAndEnd()).toMatchObject({ result: 42, added: 1 });
    expect(loadAndEnd()).toMatchObject({ result: 42, added: 0 });
  });

  it('does without where there is no writing', () => {
    const before = new Set(process.listeners('exit'));
    loadModule(file, require);
    const added = process.listeners('exit').find((listener) => !before.has(listener)) as () => void;
    process.off('exit', added);
    rmSync(folder, { recursive: true });
    expect(added).not.toThrow();
  });
});
