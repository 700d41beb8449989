import { Construct } from 'constructs';
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

/** A construct, or one that would have had that path. */
export interface Named {
  readonly node: { readonly path: string };
}

/** Thrown for what no manifest could even express, such as a reference to a port that a Service does not have. */
export class ConstructError extends Error {
  override readonly name = 'ConstructError';
  /** Path of the construct at fault. */
  declare readonly construct: string;
  /** What the message says, as data. */
  declare readonly misuse: ConstructErrorDetails;

  constructor(construct: Named, misuse: ConstructErrorDetails) {
    const { field, value, problem, remedy } = misuse;
    const text = textOf(value);
    const given = text === undefined ? '' : ` ${text}`;
    super(`${printable(`${construct.node.path}: ${field}${given}: ${problem}`)}\n  fix: ${printable(remedy)}`);
    // Not enumerable: Node would print them once more, after the stack of an error that nobody caught.
    Object.defineProperties(this, { construct: { value: construct.node.path }, misuse: { value: misuse } });
  }
}

/** Throws what is wrong with something that was given, if anything is. */
export function refuse(construct: Named, fault: ConstructErrorDetails | undefined): void {
  if (fault !== undefined) throw new ConstructError(construct, fault);
}

/** Longer values are not repeated. */
const MAX_LENGTH = 200;

/** What can be printed of a value. Constructs hold each other, and functions mean nothing as text. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return `${value}`;
  if (value === undefined || typeof value === 'function' || Construct.isConstruct(value)) return undefined;
  try {
    const text = JSON.stringify(value) as string | undefined;
    return text === undefined || text.length > MAX_LENGTH ? undefined : text;
  } catch {
    return undefined;
  }
}
