import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import type { Stats } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Printable } from '../terms/printable';

/** A regular file, there or not, that is replaced as a whole or not at all; it keeps its owner and its mode. */
export class ReplacedFile {
  readonly kind = 'file';

  /**
   * @param path the file as it is called
   * @param end where the links of the path end
   * @param stats what is there; undefined: nothing
   * @throws Error of the file system when the file could not be written now
   */
  constructor(
    path: string,
    private readonly end: string,
    private readonly stats: Stats | undefined,
  ) {
    if (canBeOpened(path)) return;
    const unfinished = this.create();
    closeSync(unfinished.descriptor);
    rmSync(unfinished.path);
  }

  async write(text: Printable): Promise<void> {
    try {
      this.replace(`${text}\n`);
    } catch (error) {
      if (this.stats === undefined || !CANNOT_BE_REPLACED.has((error as NodeJS.ErrnoException).code)) throw error;
      this.overwrite(`${text}\n`);
    }
  }

  private replace(text: string): void {
    const { descriptor, path } = this.create();
    try {
      try {
        writeFileSync(descriptor, text);
        if (this.stats !== undefined) {
          fchownSync(descriptor, this.stats.uid, this.stats.gid);
          fchmodSync(descriptor, this.stats.mode);
        }
        fsyncSync(descriptor);
      } finally {
        closeSync(descriptor);
      }
      renameSync(path, this.end);
    } catch (error) {
      rmSync(path, { force: true });
      throw error;
    }
  }

  private overwrite(text: string): void {
    const descriptor = openSync(this.end, constants.O_WRONLY | constants.O_TRUNC);
    try {
      writeFileSync(descriptor, text);
    } finally {
      closeSync(descriptor);
    }
  }

  /** A file beside it, under a name that nobody could know and that nothing has yet. */
  private create(): { readonly descriptor: number; readonly path: string } {
    const path = join(dirname(this.end), `.cdk8s-net-${randomBytes(12).toString('hex')}`);
    return { descriptor: openSync(path, 'wx', this.stats?.mode ?? 0o666), path };
  }
}

/**
 * A file of somebody else, a folder of somebody else, and a file that is mounted by itself: what may be written to all the
 * same is written in its place.
 */
const CANNOT_BE_REPLACED: ReadonlySet<string | undefined> = new Set(['EPERM', 'EACCES', 'EBUSY']);

/** Whether there is a file that can be written to. The system has its say about the links on the way to it. */
function canBeOpened(path: string): boolean {
  try {
    closeSync(openSync(path, constants.O_WRONLY | constants.O_NONBLOCK));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
