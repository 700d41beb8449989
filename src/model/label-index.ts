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

  constructor(private readonly labelsOf: (item: T) => Labels) {}

  add(namespace: string, item: T): void {
    this.selections.clear();
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
   * that takes a look at many things, equal selectors get the same list, so that a thousand Services with one of them cost
   * one look.
   */
  select(namespace: string, selector: Labels): readonly T[] {
    let rarest: readonly T[] | undefined;
    const keys = Object.keys(selector);
    for (const key of keys) {
      const items = this.having(namespace, key, selector[key] ?? '');
      if (items.length === 0) return items;
      if (rarest === undefined || items.length < rarest.length) rarest = items;
    }
    if (rarest !== undefined && keys.length === 1) return rarest;
    const selected = () => (rarest ?? []).filter((item) => matches(selector, this.labelsOf(item)));
    if (rarest === undefined || rarest.length <= FEW) return selected();
    const selection = JSON.stringify([namespace, selector]);
    const known = this.selections.get(selection) ?? selected();
    this.selections.set(selection, known);
    return known;
  }
}

const NONE: readonly never[] = Object.freeze([]);

/** To look at so many costs less than to remember the answer. */
const FEW = 8;

/** Whether labels have every pair of a selector. */
export function matches(selector: Labels, labels: Labels): boolean {
  return Object.keys(selector).every((key) => Object.hasOwn(labels, key) && labels[key] === selector[key]);
}
