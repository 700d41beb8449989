/** What made each Pod (`namespace/name`): `Deployment/shop/web`. */
export type Workloads = Readonly<Record<string, string>>;

/** A verdict, and the Pods of the run that it comes from. */
export interface Located<V> {
  readonly verdict: V;
  readonly workloads: Workloads;
}

/** What verdicts and expectations of one kind mean: nobody else looks into them. Properties, for the compiler lets a method take fewer variants. */
export interface Kind<E, V> {
  /** What a probe should find, in words. */
  readonly describe: (expect: E) => string;
  /** Whether somebody should answer, or nobody; `nothing`: nobody is asked. */
  readonly seeks: (expect: E) => 'answer' | 'silence' | 'nothing';
  /** What it found, in a word or two. */
  readonly outcomeOf: (verdict: V) => string;
  /** In which way a verdict differs from what was expected; undefined: in none. */
  readonly difference: (expect: E, verdict: V) => string | undefined;
  /**
   * Whether verdicts on two clusters say the same. Names that a cluster draws at random (of Pods) count for nothing: Pods
   * are compared by what made them.
   */
  readonly agree: (one: Located<V>, other: Located<V>) => boolean;
}

export function sorted(items: readonly string[]): readonly string[] {
  return [...new Set(items)].sort();
}

export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
