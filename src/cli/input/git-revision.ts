import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { UsageError } from '../usage-error';

/**
 * Reads a file or folder as it was in a revision of the git repository that the working directory is in. It is written to a
 * temporary folder, which is gone when `read` has ended; the repository stays as it is, index included.
 *
 * @param read gets where it is written; undefined where only the working directory has it
 * @throws UsageError when nobody has it
 */
export async function readRevision<T>(
  revision: string,
  path: string,
  read: (path: string | undefined) => Promise<T>,
): Promise<T> {
  const root = await git(['rev-parse', '--show-toplevel'], {}, revision);
  const directory = await git(['rev-parse', '--absolute-git-dir'], {}, revision);
  const commit = await git(['rev-parse', '--verify', '--end-of-options', `${revision}^{commit}`], {}, revision);
  const inside = relative(root, resolve(path));
  if (inside.startsWith('..') || isAbsolute(inside)) {
    throw new UsageError(`--git ${revision}: ${path} is not in the repository ${root}: name a file or folder of it`);
  }
  const found = await git(['ls-tree', '--full-tree', '--name-only', commit, '--', inside || '.'], {}, revision);
  if (found === '') {
    if (existsSync(path)) return read(undefined);
    throw new UsageError(`--git ${revision}: ${path} is neither in that revision nor in the working directory`);
  }
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-net-'));
  try {
    const tree = join(folder, 'tree');
    mkdirSync(tree);
    const env = { GIT_DIR: directory, GIT_WORK_TREE: tree, GIT_INDEX_FILE: join(folder, 'index') };
    await git(['checkout', commit, '--', `:(top,literal)${inside}`], env, revision, tree);
    return await read(join(tree, inside));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function git(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  revision: string,
  cwd = process.cwd(),
): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('git', args, { cwd, env: { ...process.env, ...env } });
    return stdout.trim();
  } catch (error) {
    const { code, stderr, message } = error as NodeJS.ErrnoException & { readonly stderr?: string };
    if (code === 'ENOENT') throw new UsageError(`--git ${revision}: did not find git on PATH; install it`);
    const [line = message] = (stderr ?? '').split('\n').filter((each) => each !== '');
    throw new UsageError(`--git ${revision}: ${line.replace(/^fatal: /, '')}${remedyFor(line)}`);
  }
}

/** What git says to do stands in further lines, around the command. */
function remedyFor(line: string): string {
  const [, repository] = /dubious ownership in repository at '([^']+)'/.exec(line) ?? [];
  return repository === undefined ? '' : `; run git config --global --add safe.directory ${repository}`;
}
