/** Something known about the places of a JSON tree: of the field or item `key` of `holder`. */
export class Marks<T> {
  /** @param byHolder forgets holders that nobody else has, unless all of it goes together anyway */
  constructor(
    private readonly byHolder:
      | WeakMap<object, Map<number | string, T>>
      | Map<object, Map<number | string, T>> = new WeakMap(),
  ) {}

  set(holder: object, key: number | string, mark: T): void {
    const marks = this.byHolder.get(holder);
    if (marks === undefined) this.byHolder.set(holder, new Map([[key, mark]]));
    else marks.set(key, mark);
  }

  get(holder: object, key: number | string): T | undefined {
    return this.byHolder.get(holder)?.get(key);
  }
}
