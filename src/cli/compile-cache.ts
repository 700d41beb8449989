import { lstatSync, mkdirSync, realpathSync } from 'node:fs';
import module from 'node:module';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';

/** What Node has since 22.8. */
interface CompileCache {
  readonly enableCompileCache?: (folder: string) => unknown;
  readonly getCompileCacheDir?: () => string | undefined;
}

/**
 * Has Node keep the compiled code of what is loaded from now on for the next run, in a folder of the user alone. Where Node
 * cannot, or there is no such folder, each run compiles anew. Whoever sets `NODE_COMPILE_CACHE` has chosen a folder already.
 */
export function enableCompileCache(): void {
  const node = module as CompileCache;
  if (node.enableCompileCache === undefined || node.getCompileCacheDir?.() !== undefined) return;
  const folder = privateFolder(userCaches);
  if (folder !== undefined) node.enableCompileCache(folder);
}

/** Where programs keep what they can make again. Throws where the user has no home. */
function userCaches(): string {
  const { XDG_CACHE_HOME: chosen = '' } = process.env;
  return isAbsolute(chosen) ? chosen : join(homedir(), '.cache');
}

/**
 * A folder for this package, made if it is missing; undefined where anybody but this user and root can write to it, or put
 * another one in its place: what lies in it is run.
 */
export function privateFolder(caches: () => string): string | undefined {
  const user = process.getuid?.();
  if (user === undefined) return undefined;
  try {
    const path = join(caches(), 'cdk8s-net');
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const folder = realpathSync(path);
    return isOnlyOf(user, folder) && isOutOfReach(user, dirname(folder)) ? folder : undefined;
  } catch {
    return undefined;
  }
}

const WRITABLE_BY_OTHERS = 0o022;
const STICKY = 0o1000;

function isOnlyOf(user: number, folder: string): boolean {
  const { uid, mode } = lstatSync(folder);
  return uid === user && (mode & WRITABLE_BY_OTHERS) === 0;
}

/** Whether nobody else can rename what lies in a folder: in a sticky one, such as `/tmp`, only its owner can. */
function isOutOfReach(user: number, folder: string): boolean {
  const { uid, mode } = lstatSync(folder);
  const isSafe = (uid === user || uid === 0) && ((mode & WRITABLE_BY_OTHERS) === 0 || (mode & STICKY) !== 0);
  return isSafe && (folder === dirname(folder) || isOutOfReach(user, dirname(folder)));
}
