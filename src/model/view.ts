/**
 * Something that follows from an object that never changes, worked out when it is first asked for, and once: an index of
 * a whole model costs nothing until a rule needs it, and one pass when hundreds do.
 */
export function viewOf<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return (key) => {
    let entry = known.get(key);
    if (entry === undefined) known.set(key, (entry = { value: compute(key) }));
    return entry.value;
  };
}
