import { groupBy } from '../../terms/maps';
import type { MapEdge } from '../network-map';
import type { Label, Line } from './drawing';
import { shortened } from './shortened';

/** Of more lines, labels would lie on each other. */
export const MAX_LABELS = 40;

const HEIGHT = 12;

/** Between a label and the end of its line. */
const GAP = 10;

/** What letters take on average. */
const LETTER = 5.5;

/** So many labels find room at one box. */
const MOST = 4;

/** Letters of a label, as many as there is room for between columns. */
const LETTERS = 26;

/** A line without its label, and the point at which it ends. */
export interface Unlabelled {
  readonly line: Line;
  readonly x: number;
  readonly y: number;
}

/** Writes at lines what they take, where they end; labels at one box stand below each other. */
export function labelled(lines: readonly Unlabelled[]): readonly Line[] {
  const said = lines.filter(({ line }) => labelOf(line.edge) !== '');
  const labels = new Map<MapEdge, Label>();
  for (const group of groupBy(said, ({ line }) => line.edge.to).values()) {
    const order = group.toSorted((a, b) => a.y - b.y);
    const shown = order.length <= MOST ? order : order.slice(0, MOST - 1);
    const texts = shown.map(({ line }) => labelOf(line.edge));
    if (shown.length < order.length) texts.push(`and ${order.length - shown.length} more`);
    const middle = order.reduce((sum, { y }) => sum + y, 0) / order.length;
    for (const [index, text] of texts.entries()) {
      const { line, x } = order[index] as Unlabelled;
      const y = middle + (index - (texts.length - 1) / 2) * HEIGHT;
      const width = text.length * LETTER + 6;
      labels.set(line.edge, {
        text,
        x: round(x - GAP - width),
        y: round(y - HEIGHT / 2),
        width: round(width),
        height: HEIGHT,
      });
    }
  }
  return lines.map(({ line }) => {
    const label = labels.get(line.edge);
    return label === undefined ? line : { ...line, label };
  });
}

/** Which hosts and paths are taken, and why a route is refused, is written at the lines. */
export function labelOf({ relation, labels }: MapEdge): string {
  return relation === 'routes' || relation === 'refuses' ? shortened(labels.join(', '), LETTERS) : '';
}

export function round(number: number): number {
  return Math.round(number * 10) / 10;
}
