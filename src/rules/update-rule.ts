import type { Cursor, Finding } from './cursor';
import type { FailingExample, Rule, RuleExample } from './rule';

/** An object that is applied over another one. */
export interface UpdateExample extends RuleExample {
  /** What was applied before, as YAML. */
  readonly old: string;
}

/** What the API server refuses of an update, though it would create the object. */
export interface UpdateRule extends Omit<Rule, 'passing' | 'failing' | 'check'> {
  readonly source: 'apiserver';
  readonly passing: readonly UpdateExample[];
  readonly failing: readonly (UpdateExample & FailingExample)[];
  /**
   * Yields what is wrong with an update. Both sides are stored objects, with their defaults.
   *
   * @param after what would be stored
   * @param before what is stored
   */
  check(after: Cursor, before: Cursor): Iterable<Finding>;
}

/** Declares what the API server refuses of an update: always an error, which nobody can acknowledge. */
export function defineUpdateRule(rule: Omit<UpdateRule, 'severity' | 'source'>): UpdateRule {
  return Object.freeze({ ...rule, source: 'apiserver', severity: 'error', docs: `docs/rules/${rule.id}.md` });
}

/** The field may not change once it is set. */
export function* immutable(after: Cursor, before: Cursor, detail = 'field is immutable'): Iterable<Finding> {
  if (!isSame(after.value, before.value)) yield after.invalid(detail);
}

/** Whether two values are equal to the API: absent is the same as empty. */
export function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, inner: unknown) => {
      if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
      const entries = Object.entries(inner).filter(([, each]) => !isNothing(each));
      return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
    }) ?? ''
  );
}

function isNothing(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.values(value).every(isNothing);
}
