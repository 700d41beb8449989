import { chmodSync, chownSync, mkdirSync, mkdtempSync, realpathSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { privateFolder } from '../../src/cli/compile-cache';

const isRoot = process.getuid?.() === 0;

describe('the folder for compiled code', () => {
  const folderIn = (caches: string) => privateFolder(() => caches);
  let home: string;
  beforeEach(() => {
    home = realpathSync(mkdtempSync(join(tmpdir(), 'compile-cache-')));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  it('is made for its user alone, whatever the umask', () => {
    const umask = process.umask(0);
    try {
      const path = join(home, '.cache/cdk8s-net');
      expect(folderIn(join(home, '.cache'))).toBe(path);
      expect([path, join(home, '.cache')].map((each) => statSync(each).mode & 0o777)).toEqual([0o700, 0o700]);
    } finally {
      process.umask(umask);
    }
  });

  it.each(['777', '775', '757'])('is not used when others can write to it: %s', (mode) => {
    const path = join(home, 'cdk8s-net');
    mkdirSync(path);
    chmodSync(path, mode); // a string is octal
    expect(folderIn(home)).toBeUndefined();
  });

  it('is not used when others can put another one in its place', () => {
    const open = join(home, 'open');
    mkdirSync(open);
    chmodSync(open, 0o777);
    expect(folderIn(join(open, 'cache'))).toBeUndefined();
    chmodSync(open, 0o1777);
    expect(folderIn(join(open, 'cache'))).toBe(join(open, 'cache/cdk8s-net'));
  });

  (isRoot ? it : it.skip)('is not used when it, or what it lies in, belongs to somebody else', () => {
    const [own, theirs] = [join(home, 'own'), join(home, 'theirs')];
    mkdirSync(own);
    mkdirSync(theirs);
    chownSync(theirs, 65_534, 65_534);
    expect(folderIn(theirs)).toBeUndefined();
    symlinkSync(theirs, join(own, 'cdk8s-net'));
    expect(folderIn(own)).toBeUndefined();
  });

  it('is done without where it cannot be made, and where the user has no home', () => {
    expect(folderIn(__filename)).toBeUndefined();
    const noHome = () => {
      throw new Error('no such user');
    };
    expect(privateFolder(noHome)).toBeUndefined();
  });
});
