import type { Stretch } from './documents';
import { readJson } from './json-reader';
import type { Marks } from './marks';
import { readPlainYaml } from './plain-yaml';
import type { RepeatedBlocks } from './repeated-blocks';
import type { SourceText } from './source-text';
import { SyntaxProblem } from './syntax-problem';
import type { RepeatedKeys } from './yaml-reader';
import { readYaml } from './yaml-reader';

/** A part of a text that is read by itself. */
export interface Chunk extends Stretch {
  readonly text: SourceText;
  readonly format: 'yaml' | 'json';
  /** What a key counts that is given twice: kubectl refuses it, Helm takes the last one. Default: `refused`. */
  readonly repeatedKeys?: RepeatedKeys;
}

/** What reading a chunk may need beside it. */
export interface ReadingAids {
  /** Receives where everything stands. */
  readonly positions?: Marks<number>;
  /** What was read before: the result shares it. */
  readonly blocks?: RepeatedBlocks;
}

/**
 * Longer documents are refused, in UTF-16 code units. The API server takes requests of 3 MiB, so that only lists can be
 * longer and of use.
 */
const MAX_DOCUMENT_LENGTH = 16 * 2 ** 20;

/**
 * The documents of a chunk.
 *
 * @throws SyntaxProblem for text that is neither YAML nor JSON, and for more of it than can be read
 */
export function readChunk(chunk: Chunk, aids: ReadingAids = {}): unknown[] {
  const length = chunk.end - chunk.start;
  if (length > MAX_DOCUMENT_LENGTH) {
    const given = length.toLocaleString('en');
    const limit = MAX_DOCUMENT_LENGTH.toLocaleString('en');
    throw new SyntaxProblem(0, `a document of ${given} characters; put '---' between objects: the limit is ${limit}`);
  }
  try {
    return read(chunk, aids);
  } catch (error) {
    // Patterns of the engine give up on texts of many million characters.
    if (!(error instanceof RangeError)) throw error;
    throw new SyntaxProblem(0, 'a text in this document is too long to be read; make it shorter');
  }
}

function read({ text, start, end, format, repeatedKeys }: Chunk, aids: ReadingAids): unknown[] {
  if (format === 'yaml') {
    const plain = readPlainYaml(text.text, start, end, aids);
    if (plain !== undefined) return [plain];
  }
  const content = text.text.slice(start, end);
  return format === 'json' ? readJson(content, aids.positions) : readYaml(content, aids.positions, repeatedKeys);
}
