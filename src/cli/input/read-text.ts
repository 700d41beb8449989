import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { UsageError } from '../usage-error';

/** Some 200,000 applications. A text of V8 has twice as many characters at most, and takes several times its size to read. */
export const MAX_INPUT_BYTES = 256 * 2 ** 20;

/**
 * The text of a file, a pipe or a device. What is too large is refused before it is read; what does not tell its size, as
 * soon as that is known.
 *
 * @throws UsageError
 */
export function readText(file: string, maxBytes = MAX_INPUT_BYTES): string {
  try {
    const stat = statSync(file);
    if (stat.size > maxBytes) throw tooLarge(file, maxBytes);
    if (!stat.isFile() || stat.size === 0) return textOf(readUpTo(file, maxBytes), file);
    const text = readFileSync(file, 'utf8');
    // Which may stand in the file, or stand for what could not be decoded.
    return text.includes('\uFFFD') ? textOf(readFileSync(file), file) : text;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`cannot read ${file}: ${(error as Error).message}`);
  }
}

/** The same of a stream. */
export async function readStream(
  stream: AsyncIterable<Buffer>,
  source: string,
  maxBytes = MAX_INPUT_BYTES,
): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw tooLarge(source, maxBytes);
    chunks.push(chunk);
  }
  return textOf(Buffer.concat(chunks), source);
}

const CHUNK_BYTES = 2 ** 20;

function readUpTo(file: string, maxBytes: number): Buffer {
  const fd = openSync(file, 'r');
  try {
    const chunks: Buffer[] = [];
    for (let bytes = 0; ;) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const read = readSync(fd, chunk);
      if (read === 0) return Buffer.concat(chunks);
      bytes += read;
      if (bytes > maxBytes) throw tooLarge(file, maxBytes);
      chunks.push(chunk.subarray(0, read));
    }
  } finally {
    closeSync(fd);
  }
}

function tooLarge(source: string, maxBytes: number): UsageError {
  const limit = `${maxBytes / 2 ** 20} MiB`;
  return new UsageError(`cannot read ${source}: it has more than ${limit}; split it into files of fewer objects`);
}

function textOf(bytes: Buffer, source: string): string {
  if (isUtf8(bytes)) return bytes.toString();
  throw new UsageError(`cannot read ${source}: it is not text in UTF-8; save it in that encoding`);
}
