import type { IConstruct } from 'constructs';
import { printable } from '../terms/printable';

/** What {@link ConstructError} says. */
export interface ConstructErrorDetails {
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
  declare readonly construct: string;
  /** What the message says, as data. */
  declare readonly misuse: ConstructErrorDetails;

  constructor(construct: IConstruct, misuse: ConstructErrorDetails) {
    const { field, value, problem, remedy } = misuse;
    const given = value === undefined ? '' : ` ${JSON.stringify(value)}`;
    super(`${printable(`${construct.node.path}: ${field}${given}: ${problem}`)}\n  fix: ${printable(remedy)}`);
    // Not enumerable: Node would print them once more, after the stack of an error that nobody caught.
    Object.defineProperties(this, { construct: { value: construct.node.path }, misuse: { value: misuse } });
  }
}
