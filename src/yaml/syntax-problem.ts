/** Collections that lie deeper are refused: nothing of Kubernetes does, and whoever walks the result is recursive. */
export const MAX_DEPTH = 500;

/** A text that cannot be read; `offset` says where, in the text that the reader was given. */
export class SyntaxProblem extends Error {
  constructor(
    readonly offset: number,
    readonly reason: string,
  ) {
    super(reason);
  }
}
