/** A condition of a status, as the Gateway API has them. */
export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  /** Why, as a sentence part: `no listener is called https`. */
  readonly message: string;
}

/** A condition that says that all is well: its reason is its type. */
export function met(type: string, message: string): Condition {
  return { type, status: 'True', reason: type, message };
}

/** A condition that says that something is wrong. */
export function unmet(type: string, reason: string, message: string): Condition {
  return { type, status: 'False', reason, message };
}

/** What a new object says until a controller looks at it. */
export function pending(type: string): Condition {
  return { type, status: 'Unknown', reason: 'Pending', message: 'Waiting for controller' };
}

/** Conditions, and those of these types that they lack. */
export function completed(found: readonly Condition[], others: readonly Condition[]): readonly Condition[] {
  return [...found, ...others.filter(({ type }) => !found.some((each) => each.type === type))];
}
