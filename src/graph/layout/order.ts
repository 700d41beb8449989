import type { Item } from './items';

/** So often columns are sorted by their neighbours: what can be untangled is by then. */
const ROUNDS = 6;

/** Sorts every column so that lines cross as little as possible; bands stay together, in their order. */
export function orderColumns(columns: readonly Item[][], bands: readonly string[]): void {
  const place = new Map(bands.map((band, index) => [band, index]));
  const bandOf = ({ band }: Item) => (band === undefined ? -1 : (place.get(band) ?? -1));
  const number = () => {
    for (const column of columns) {
      column.sort((a, b) => bandOf(a) - bandOf(b));
      for (const [index, item] of column.entries()) item.y = (index + 0.5) / column.length;
    }
  };
  number();
  for (let round = 0; round < ROUNDS; round++) {
    const forward = round % 2 === 0;
    for (const column of forward ? columns : columns.toReversed()) {
      const wanted = new Map(column.map((item) => [item, meanOf(forward ? item.left : item.right) ?? item.y]));
      column.sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0));
      column.sort((a, b) => bandOf(a) - bandOf(b));
      for (const [index, item] of column.entries()) item.y = (index + 0.5) / column.length;
    }
  }
}

/** Where the neighbours of an item are on average; undefined: it has none. */
export function meanOf(items: readonly Item[]): number | undefined {
  if (items.length === 0) return undefined;
  return items.reduce((sum, { y }) => sum + y, 0) / items.length;
}
