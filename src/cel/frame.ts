import type { Value } from './values';

/** What an evaluation goes on with. */
export interface Frame {
  /** Of the variables, each in its place. */
  readonly values: Value[];
  /** What it may still cost. */
  budget: number;
}

export type Evaluate = (frame: Frame) => Value;

/** cel-go stops an evaluation at this cost. Nothing costs more here than there. */
export const COST_LIMIT = 1_000_000;

/** What is done to every part of a list or a text costs this much for each. */
export const TRAVERSAL = 0.1;

/** Takes away what something costs. @throws OutOfBudget */
export function spend(frame: Frame, cost: number): void {
  frame.budget -= cost;
  if (frame.budget < 0) throw new OutOfBudget();
}

/** A text or list of this length, before it is made. @throws OutOfBudget for one that nobody could pay */
export function affordable(length: number): number {
  if (length * TRAVERSAL > COST_LIMIT) throw new OutOfBudget();
  return length;
}

/** Nothing makes up for it. */
export class OutOfBudget extends Error {
  override readonly name = 'OutOfBudget';

  constructor() {
    super('operation cancelled: actual cost limit exceeded');
  }
}
