import type { Item } from './items';
import { meanOf } from './order';

/** Room between items of a column, and between the frames of namespaces. */
const GAP = 12;
const FRAME_GAP = 22;

/** Room in a frame: above, where its name stands, and below. */
export const FRAME_HEAD = 30;
export const FRAME_FOOT = 14;

/** From the top of a band to its foot. */
export interface Span {
  readonly top: number;
  readonly bottom: number;
}

/** Gives every item of ordered columns its height: lines as straight as the order allows, bands below each other. */
export function placeItems(columns: readonly (readonly Item[])[], bands: readonly string[]): ReadonlyMap<string, Span> {
  const spans = new Map<string, Span>();
  let top = 0;
  for (const band of bands) {
    const own = columns.map((column) => column.filter((item) => item.band === band));
    straighten(own);
    const items = own.flat();
    const first = items.reduce((least, { y, height }) => Math.min(least, y - height / 2), Infinity);
    const shift = top + FRAME_HEAD - first;
    for (const item of items) item.y += shift;
    const bottom = items.reduce((most, { y, height }) => Math.max(most, y + height / 2), top) + FRAME_FOOT;
    spans.set(band, { top, bottom });
    top = bottom + FRAME_GAP;
  }
  for (const column of columns) {
    const beside = column.filter(({ band }) => band === undefined);
    settle(beside, (item) => meanOf([...item.left, ...item.right]) ?? top / 2);
  }
  return spans;
}

/** Moves items towards their neighbours, from left to right and back. */
function straighten(columns: readonly (readonly Item[])[]): void {
  for (const column of columns) {
    let y = 0;
    for (const item of column) {
      item.y = y + item.height / 2;
      y += item.height + GAP;
    }
  }
  const within = new Set(columns.flat());
  const near = (items: readonly Item[]) => items.filter((item) => within.has(item));
  for (let round = 0; round < 3; round++) {
    for (const column of columns) settle(column, (item) => meanOf(near(item.left)) ?? item.y);
    for (const column of columns.toReversed()) settle(column, (item) => meanOf(near(item.right)) ?? item.y);
  }
  for (const column of columns) settle(column, (item) => meanOf(near([...item.left, ...item.right])) ?? item.y);
}

/** Items that touch each other and move together: the offset of the first from where the column alone would have it. */
interface Block {
  sum: number;
  count: number;
}

/**
 * Puts the items of a column as near to where they want to be as their order and the gaps between them allow (least
 * squares, by pooling adjacent violators).
 */
function settle(column: readonly Item[], wanted: (item: Item) => number): void {
  const offsets: number[] = [];
  const blocks: Block[] = [];
  let offset = 0;
  for (const item of column) {
    offsets.push(offset + item.height / 2);
    let block: Block = { sum: wanted(item) - (offset + item.height / 2), count: 1 };
    for (let last = blocks.at(-1); last !== undefined && mean(last) >= mean(block); last = blocks.at(-1)) {
      blocks.pop();
      block = { sum: last.sum + block.sum, count: last.count + block.count };
    }
    blocks.push(block);
    offset += item.height + GAP;
  }
  const starts = blocks.flatMap((block) => Array.from({ length: block.count }, () => mean(block)));
  for (const [index, item] of column.entries()) item.y = (starts[index] ?? 0) + (offsets[index] ?? 0);
}

function mean({ sum, count }: Block): number {
  return sum / count;
}
