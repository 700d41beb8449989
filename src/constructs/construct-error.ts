import type { IConstruct } from 'constructs';

/** What {@link ConstructError} says. */
export interface Misuse {
  /** Field or method at fault: `selector`, `port()`. */
  readonly field: string;
  /** What was given, if it can be printed. */
  readonly value?: unknown;
  readonly problem: string;
  readonly remedy: string;
}

/** Thrown for what no manifest could even express, such as a reference to a port that a Service does not have. */
export class ConstructError extends Error {
  override readonly name = 'ConstructError';
  /** Path of the construct at fault. */
  readonly construct: string;

  constructor(
    construct: IConstruct,
    readonly misuse: Misuse,
  ) {
    const { field, value, problem, remedy } = misuse;
    const given = value === undefined ? '' : ` ${JSON.stringify(value)}`;
    super(`${construct.node.path}: ${field}${given}: ${problem}\n  fix: ${remedy}`);
    this.construct = construct.node.path;
  }
}
