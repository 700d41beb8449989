import type { Labels } from './objects';

/**
 * Finds the things of a namespace whose labels match a selector, without trying all of them: the rarest of the
 * selector's pairs says which few need a look.
 */
export class LabelIndex<T> {
  private readonly byPair = new Map<string, T[]>();

  constructor(private readonly labelsOf: (item: T) => Labels) {}

  add(namespace: string, item: T): void {
    for (const [key, value] of Object.entries(this.labelsOf(item))) {
      const pair = pairKey(namespace, key, value);
      const items = this.byPair.get(pair);
      if (items === undefined) this.byPair.set(pair, [item]);
      else items.push(item);
    }
  }

  /** The things of a namespace with this one label. */
  having(namespace: string, key: string, value: string): readonly T[] {
    return this.byPair.get(pairKey(namespace, key, value)) ?? [];
  }

  /** What a Service's selector selects. An empty selector selects nothing, as for a Service. */
  select(namespace: string, selector: Labels): readonly T[] {
    const pairs = Object.entries(selector);
    let rarest: readonly T[] | undefined;
    for (const [key, value] of pairs) {
      const items = this.byPair.get(pairKey(namespace, key, value));
      if (items === undefined) return [];
      if (rarest === undefined || items.length < rarest.length) rarest = items;
    }
    return (rarest ?? []).filter((item) => matches(selector, this.labelsOf(item)));
  }
}

/** Whether labels have every pair of a selector. */
export function matches(selector: Labels, labels: Labels): boolean {
  return Object.entries(selector).every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value);
}

function pairKey(namespace: string, key: string, value: string): string {
  return `${namespace}\u0000${key}\u0000${value}`;
}
