/** The value at a key of a map, made when there is none yet. */
export function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}

/** A map that begins anew when it is full: for what is asked again soon, or never. */
export class Recent<K, V> extends Map<K, V> {
  /** @param most how many entries it has at most */
  constructor(private readonly most: number) {
    super();
  }

  override set(key: K, value: V): this {
    if (this.size >= this.most) this.clear();
    return super.set(key, value);
  }
}

/** Puts an item at the end of the list at a key. */
export function append<K, T>(lists: Map<K, T[]>, key: K, item: T): void {
  const list = lists.get(key);
  // Made with its item, a list takes less memory than when pushed to: most lists have only one.
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}

/** Items by what they have in common, in the order in which keys and items come. */
export function groupBy<K, T>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) append(groups, keyOf(item), item);
  return groups;
}

/** `Object.fromEntries` for hundreds of names that nothing else has: an ordinary object would get a new shape with each of them. */
export function recordOf<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  const record = Object.create(null) as Record<string, T>;
  for (const [name, value] of entries) record[name] = value;
  return Object.setPrototypeOf(record, Object.prototype) as Record<string, T>;
}

/** What a record has under a name that others chose, which may be one that every object inherits: `constructor`. */
export function ownOf<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
