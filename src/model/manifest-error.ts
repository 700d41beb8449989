import { printable } from '../terms/printable';
import type { SourceText } from '../yaml/source-text';

/** Text that cannot be read as Kubernetes objects. Lines and columns count from 1. */
export class ManifestError extends Error {
  override readonly name = 'ManifestError';

  /** @param reason what is wrong, without the place */
  constructor(
    readonly source: string,
    readonly line: number,
    readonly column: number,
    readonly reason: string,
  ) {
    super(printable(`${source}:${line}:${column}: ${reason}`));
  }

  /** The error at an offset of a text. */
  static at(text: SourceText, offset: number, reason: string): ManifestError {
    const { source, line, column } = text.positionAt(offset);
    return new ManifestError(source, line, column, reason);
  }
}
