import type { SourcePosition } from '../diagnostics/diagnostic';
import { printable } from '../terms/printable';

/** A configuration that cannot be used: which file, where in it, what stands there, what is possible, what to do. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(
    /** The file, with line and column as far as they are known. */
    readonly place: Pick<SourcePosition, 'source'> & Partial<SourcePosition>,
    /** `acknowledge[0].reason`; empty for the file as a whole. */
    readonly path: string,
    /** What is wrong there. */
    readonly problem: string,
    /** What to do about it. */
    readonly remedy: string,
  ) {
    const { source, line, column } = place;
    const position = line === undefined || column === undefined ? source : `${source}:${line}:${column}`;
    super(printable([position, ...(path === '' ? [] : [path]), `${problem}; ${remedy}`].join(': ')));
  }
}
