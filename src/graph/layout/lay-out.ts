import type { MapEdge, MapNode, NetworkMap } from '../network-map';
import type { Docks } from './docks';
import { docksOf } from './docks';
import type { Box, Drawing, Frame } from './drawing';
import type { Grid, Item } from './items';
import { BOX_HEIGHT, gridOf } from './items';
import { labelled, labelOf, MAX_LABELS, round } from './labels';
import type { Unlabelled } from './labels';
import { orderColumns } from './order';
import type { Span } from './place';
import { placeItems } from './place';
import { begun, shortened } from './shortened';

/** Room around the drawing, and between its columns. */
const MARGIN = 16;
const COLUMN_GAP = 84;
const LABEL_GAP = 170;

const MIN_WIDTH = 96;
const MAX_WIDTH = 250;

/** What letters of titles and of details take on average, and what stands beside them. */
const TITLE_LETTER = 7.7;
const DETAIL_LETTER = 5.8;
const PADDING = 34;

/** Finds a place for everything on a map: a column for each tier, a frame for each namespace. */
export function layOut(map: NetworkMap): Drawing {
  const grid = gridOf(map);
  const bands = [...new Set(map.nodes.flatMap(({ namespace }) => namespace ?? []))].sort();
  orderColumns(grid.columns, bands);
  const spans = placeItems(grid.columns, bands);
  const isLabelled = map.edges.length <= MAX_LABELS;
  const columns = columnsOf(map, grid, isLabelled);
  const { top, bottom } = extentOf(grid, spans.values());
  const shift = MARGIN - top;
  const right = columns.reduce((most, { x, width }) => Math.max(most, x + width), 0);
  const boxes = map.nodes.map((node) => boxOf(node, grid, columns, shift));
  const docks = docksOf(grid.ways);
  const lines = map.edges.map((edge) => lineOf(edge, grid, columns, shift, docks.get(edge)));
  const frames = [...spans].map(([namespace, span]) => frameOf(namespace, span, boxes, shift));
  return {
    width: right + MARGIN,
    height: bottom + shift + MARGIN,
    frames,
    boxes,
    lines: isLabelled ? labelled(lines) : lines.map(({ line }) => line),
  };
}

interface Column {
  readonly x: number;
  readonly width: number;
}

/** As wide as the texts of their boxes, within limits. */
function columnsOf({ nodes, edges }: NetworkMap, { columns, boxes }: Grid, isLabelled: boolean): readonly Column[] {
  let x = MARGIN + FRAME_PADDING;
  return columns.map((_, index) => {
    const here = nodes.filter(({ id }) => boxes.get(id)?.column === index);
    const texts = here.map((node) => Math.max(node.name.length * TITLE_LETTER, detailOf(node).length * DETAIL_LETTER));
    const width = Math.min(
      MAX_WIDTH,
      texts.reduce((most, text) => Math.max(most, text + PADDING), MIN_WIDTH),
    );
    const column = { x, width };
    const isWide = isLabelled && edges.some((edge) => labelOf(edge) !== '' && boxes.get(edge.from)?.column === index);
    x += width + (isWide ? LABEL_GAP : COLUMN_GAP);
    return column;
  });
}

function extentOf({ columns }: Grid, spans: Iterable<Span>): Span {
  let [top, bottom] = [0, 0];
  for (const span of spans) bottom = Math.max(bottom, span.bottom);
  for (const { y, height } of columns.flat()) {
    top = Math.min(top, y - height / 2);
    bottom = Math.max(bottom, y + height / 2);
  }
  return { top, bottom };
}

function boxOf(node: MapNode, { boxes }: Grid, columns: readonly Column[], shift: number): Box {
  const { column, y } = boxes.get(node.id) as Item;
  const { x, width } = columns[column] as Column;
  const room = width - PADDING;
  return {
    node,
    title: shortened(node.name, Math.floor(room / TITLE_LETTER)),
    detail: begun(detailOf(node), Math.floor(room / DETAIL_LETTER)),
    x,
    y: y - BOX_HEIGHT / 2 + shift,
    width,
    height: BOX_HEIGHT,
  };
}

/** What a Service is, its type says. */
function detailOf({ kind, facts }: MapNode): string {
  return (kind === 'Service' && facts.length > 0 ? facts : [kind, ...facts]).join(' · ');
}

const FRAME_PADDING = 14;

function frameOf(namespace: string, { top, bottom }: Span, boxes: readonly Box[], shift: number): Frame {
  const own = boxes.filter(({ node }) => node.namespace === namespace);
  const left = own.reduce((least, { x }) => Math.min(least, x), Infinity) - FRAME_PADDING;
  const right = own.reduce((most, { x, width }) => Math.max(most, x + width), 0) + FRAME_PADDING;
  return { namespace, x: left, y: top + shift, width: right - left, height: bottom - top };
}

function lineOf(
  edge: MapEdge,
  { ways }: Grid,
  columns: readonly Column[],
  shift: number,
  docks: Docks = { start: 0, end: 0 },
): Unlabelled {
  const way = ways.get(edge) ?? [];
  const [from, ...rest] = way as [Item, ...Item[]];
  const start = columns[from.column] as Column;
  let [x, y] = [start.x + start.width, from.y + shift + docks.start];
  let path = `M${round(x)} ${round(y)}`;
  for (const item of rest) {
    const { x: nextX, width } = columns[item.column] as Column;
    const isLast = item === rest.at(-1);
    const nextY = item.y + shift + (isLast ? docks.end : 0);
    const isBack = nextX <= x;
    const [endX, bend] = isBack ? [nextX + width, COLUMN_GAP / 2] : [nextX, Math.min(COLUMN_GAP, nextX - x) / 2];
    path += `C${round(x + bend)} ${round(y)} ${round(isBack ? endX + bend : endX - bend)} ${round(nextY)} ${round(endX)} ${round(nextY)}`;
    if (!isLast) path += `H${round(nextX + width)}`;
    [x, y] = [isLast ? endX : nextX + width, nextY];
  }
  return { line: { edge, path }, x, y };
}
