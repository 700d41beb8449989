import type { MapEdge, NetworkMap } from '../network-map';
import { TIERS } from '../network-map';

/** What takes a place in a column: a box, or the way of a line past a column. */
export interface Item {
  readonly column: number;
  readonly height: number;
  /** The namespace whose frame it stands in; undefined: it stands beside all of them. */
  readonly band: string | undefined;
  /** Items of the columns beside it that lines lead to. */
  readonly left: Item[];
  readonly right: Item[];
  /** Its middle. */
  y: number;
}

/** A grid of items, and the items that each line passes. */
export interface Grid {
  /** The items of every column that has any, from top to bottom. */
  readonly columns: Item[][];
  readonly boxes: ReadonlyMap<string, Item>;
  readonly ways: ReadonlyMap<MapEdge, readonly Item[]>;
}

export const BOX_HEIGHT = 40;

/** How much room a line needs between boxes. */
const WAY_HEIGHT = 8;

/** Puts boxes into columns by their tiers, and gives each line an item in every column that it passes. */
export function gridOf({ nodes, edges }: NetworkMap): Grid {
  const used = TIERS.filter((tier) => nodes.some((node) => node.tier === tier));
  const columns = used.map((): Item[] => []);
  const add = (column: number, band: string | undefined, height: number): Item => {
    const item: Item = { column, height, band, left: [], right: [], y: 0 };
    columns[column]?.push(item);
    return item;
  };
  const boxes = new Map(nodes.map((node) => [node.id, add(used.indexOf(node.tier), node.namespace, BOX_HEIGHT)]));
  const ways = new Map<MapEdge, readonly Item[]>();
  for (const edge of edges) {
    const [from, to] = [boxes.get(edge.from), boxes.get(edge.to)];
    if (from === undefined || to === undefined) continue;
    const between: Item[] = [];
    for (let column = from.column + 1; column < to.column; column++) {
      between.push(add(column, to.band ?? from.band, WAY_HEIGHT));
    }
    const way = [from, ...between, to];
    for (const [index, item] of way.entries()) {
      const next = way[index + 1];
      if (next === undefined || next.column <= item.column) continue;
      item.right.push(next);
      next.left.push(item);
    }
    ways.set(edge, way);
  }
  return { columns, boxes, ways };
}
