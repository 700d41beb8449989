import { readFileSync, statSync } from 'node:fs';

/** A text of V8 has twice as many characters at most. */
const MAX_BYTES = 256 * 2 ** 20;

/**
 * The text of a file whose name may stand in a file of others: a device or a pipe might never end.
 *
 * @throws Error for what is not a regular file, has more than 256 MiB, or cannot be read
 */
export function readRegularFile(file: string): string {
  const stat = statSync(file);
  if (!stat.isFile()) throw new Error('it is not a regular file');
  if (stat.size > MAX_BYTES) throw new Error(`it has more than ${MAX_BYTES / 2 ** 20} MiB`);
  return readFileSync(file, 'utf8');
}

/** Whether this is something that might never end: a device, a pipe; what is absent is told by who reads it. */
export function isSpecial(file: string): boolean {
  try {
    const stat = statSync(file);
    return !stat.isFile() && !stat.isDirectory();
  } catch {
    return false;
  }
}
