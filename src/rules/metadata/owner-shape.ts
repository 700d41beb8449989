import type { Cursor } from '../cursor';

const FLAGS: ReadonlySet<string> = new Set(['controller', 'blockOwnerDeletion']);
const FIELDS = ['apiVersion', 'kind', 'name', 'uid', ...FLAGS] as const;

/**
 * The owner references of an object: those that differ from all before them, which is what the API server goes on with,
 * and those that repeat one.
 */
export function ownersOf(object: Cursor): {
  readonly distinct: readonly Cursor[];
  readonly repeated: readonly Cursor[];
} {
  const seen = new Set<string>();
  const [distinct, repeated]: [Cursor[], Cursor[]] = [[], []];
  for (const item of object.at('metadata', 'ownerReferences').items()) {
    const entry = JSON.stringify(FIELDS.map((field) => item.at(field).value ?? (FLAGS.has(field) ? null : '')));
    (seen.has(entry) ? repeated : distinct).push(item);
    seen.add(entry);
  }
  return { distinct, repeated };
}
