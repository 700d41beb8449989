import { groupBy } from '../../terms/maps';
import type { MapEdge } from '../network-map';
import type { Item } from './items';
import { BOX_HEIGHT } from './items';

/** How far from the middle of its boxes a line begins and ends. */
export interface Docks {
  readonly start: number;
  readonly end: number;
}

/** Lines of one box are so far apart, where they do not need more room than there is. */
const GAP = 10;
const ROOM = BOX_HEIGHT - 16;

/** Lines leave and reach a box side by side, in the order of where they lead, so that none lies on another. */
export function docksOf(ways: ReadonlyMap<MapEdge, readonly Item[]>): ReadonlyMap<MapEdge, Docks> {
  const all = [...ways].flatMap(([edge, way]) => {
    const [from, next, before, to] = [way[0], way[1], way.at(-2), way.at(-1)];
    return from === undefined || next === undefined || before === undefined || to === undefined
      ? []
      : [{ edge, from, next, before, to }];
  });
  const starts = new Map<MapEdge, number>();
  for (const lines of groupBy(all, ({ from }) => from).values()) {
    const order = lines.toSorted((a, b) => a.next.y - b.next.y);
    for (const [index, { edge }] of order.entries()) starts.set(edge, offset(index, order.length));
  }
  const ends = new Map<MapEdge, number>();
  for (const lines of groupBy(all, ({ to }) => to).values()) {
    const order = lines.toSorted((a, b) => a.before.y - b.before.y);
    for (const [index, { edge }] of order.entries()) ends.set(edge, offset(index, order.length));
  }
  return new Map(all.map(({ edge }) => [edge, { start: starts.get(edge) ?? 0, end: ends.get(edge) ?? 0 }]));
}

function offset(index: number, count: number): number {
  return (index - (count - 1) / 2) * Math.min(GAP, ROOM / count);
}
