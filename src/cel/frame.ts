import type { Value } from './values';

/** What an evaluation goes on with. */
export interface Frame {
  /** Of the variables, each in its place. */
  readonly values: Value[];
  /** What it may still cost. */
  budget: number;
}

export type Evaluate = (frame: Frame) => Value;

/** So many rounds of comprehensions may be made: cel-go stops at this cost, and each round costs one or more. */
export const COST_LIMIT = 1_000_000;

/** One more round of a comprehension. */
export function spend(frame: Frame): void {
  if (--frame.budget < 0) throw new OutOfBudget();
}

/** Nothing makes up for it. */
export class OutOfBudget extends Error {
  override readonly name = 'OutOfBudget';

  constructor() {
    super('operation cancelled: actual cost limit exceeded');
  }
}
