/** What made each Pod (`namespace/name`): `Deployment/shop/web`. */
export type Workloads = Readonly<Record<string, string>>;

/** A verdict, and the Pods of the run that it comes from. */
export interface Located<V> {
  readonly verdict: V;
  readonly workloads: Workloads;
}

/** What verdicts and expectations of one kind mean: nobody else looks into them. */
export interface Kind<E, V> {
  /** What a probe should find, in words. */
  describe(expect: E): string;
  /** Whether somebody should answer, or nobody; `nothing`: nobody is asked. */
  seeks(expect: E): 'answer' | 'silence' | 'nothing';
  /** What it found, in a word or two. */
  outcomeOf(verdict: V): string;
  /** In which way a verdict differs from what was expected; undefined: in none. */
  difference(expect: E, verdict: V): string | undefined;
  /**
   * Whether verdicts on two clusters say the same. Names that a cluster draws at random (of Pods) count for nothing: Pods
   * are compared by what made them.
   */
  agree(one: Located<V>, other: Located<V>): boolean;
}

export function sorted(items: readonly string[]): readonly string[] {
  return [...new Set(items)].sort();
}

export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
