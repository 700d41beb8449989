import { append, entryOf } from '../terms/maps';
import type { Labels } from './objects';

/**
 * Finds the things of a namespace whose labels match a selector, without trying all of them: the rarest of the
 * selector's pairs says which few need a look.
 */
export class LabelIndex<T> {
  /** By namespace, key and value of a label. */
  private readonly byPair = new Map<string, Map<string, Map<string, T[]>>>();
  private readonly selections = new Map<string, readonly T[]>();
  private readonly telling = new Map<readonly T[], Map<string, boolean>>();

  constructor(private readonly labelsOf: (item: T) => Labels) {}

  add(namespace: string, item: T): void {
    this.selections.clear();
    this.telling.clear();
    const byKey = entryOf(this.byPair, namespace, () => new Map<string, Map<string, T[]>>());
    const labels = this.labelsOf(item);
    for (const key of Object.keys(labels)) {
      append(
        entryOf(byKey, key, () => new Map<string, T[]>()),
        labels[key] ?? '',
        item,
      );
    }
  }

  /** The things of a namespace with this one label. */
  having(namespace: string, key: string, value: string): readonly T[] {
    return this.byPair.get(namespace)?.get(key)?.get(value) ?? NONE;
  }

  /**
   * What a Service's selector selects, until more is added. An empty selector selects nothing, as for a Service. Where
   * that takes a look at many things, selectors that tell no more of them apart get the same list, so that a thousand
   * Services with labels that everything has cost one look.
   */
  select(namespace: string, selector: Labels): readonly T[] {
    let rarest: readonly T[] | undefined;
    const keys = Object.keys(selector);
    for (const key of keys) {
      const items = this.having(namespace, key, selector[key] ?? '');
      if (items.length === 0) return items;
      if (rarest === undefined || items.length < rarest.length) rarest = items;
    }
    if (rarest === undefined) return NONE;
    if (keys.length === 1) return rarest;
    if (rarest.length <= FEW) return rarest.filter((item) => matches(selector, this.labelsOf(item)));
    const among = rarest;
    const telling = keys.filter((key) => this.tells(among, key, selector[key] ?? '')).sort();
    if (telling.length === 0) return among;
    const selection = JSON.stringify([namespace, ...telling.map((key) => [key, selector[key]])]);
    const known = this.selections.get(selection) ?? among.filter((item) => matches(selector, this.labelsOf(item)));
    this.selections.set(selection, known);
    return known;
  }

  /** Whether not all of these things have a label. */
  private tells(items: readonly T[], key: string, value: string): boolean {
    const known = entryOf(this.telling, items, () => new Map<string, boolean>());
    return entryOf(known, JSON.stringify([key, value]), () => items.some((item) => this.labelsOf(item)[key] !== value));
  }
}

const NONE: readonly never[] = Object.freeze([]);

/** To look at so many costs less than to remember the answer. */
const FEW = 8;

/** Whether labels have every pair of a selector. */
export function matches(selector: Labels, labels: Labels): boolean {
  return Object.keys(selector).every((key) => Object.hasOwn(labels, key) && labels[key] === selector[key]);
}
