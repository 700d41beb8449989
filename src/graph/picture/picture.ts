import { MARKS } from '../../probes/marks';
import type { Box, Drawing, Frame, Line } from '../layout/drawing';
import type { Shape } from './shape';
import { shape } from './shape';

/** The shapes of a drawing, those at the back first. Styles are those of {@link MAP_STYLE}. */
export function pictureOf({ frames, boxes, lines }: Drawing): readonly Shape[] {
  return [...frames.map(frameShape), ...lines.map(lineShape), ...lines.flatMap(labelShapes), ...boxes.map(boxShape)];
}

export function frameShape({ namespace, x, y, width, height }: Frame): Shape {
  return shape(
    'g',
    { class: 'frame' },
    shape('rect', { x, y, width, height, rx: 10 }),
    shape('text', { x: x + 14, y: y + 19 }, namespace),
  );
}

export function lineShape({ edge, path }: Line): Shape {
  const { relation, mark, labels, from, to } = edge;
  const said = [relationText[relation], ...(mark === undefined ? [] : [MARKS[mark].text]), ...labels].join(', ');
  return shape(
    'g',
    { class: ['line', relation, ...(mark === undefined ? [] : [`mark-${mark}`])].join(' ') },
    shape('title', {}, `${from} ${said}: ${to}`),
    shape('path', { d: path }),
  );
}

/** The label of a line, if it has one, on a plate of its own before all lines. */
export function labelShapes({ label }: Line): readonly Shape[] {
  if (label === undefined) return [];
  const { text, x, y, width, height } = label;
  const plate = shape('rect', { class: 'plate', x, y, width, height, rx: 3 });
  const middle = { x: x + width / 2, y: y + height / 2, 'text-anchor': 'middle', 'dominant-baseline': 'central' };
  return [shape('g', { class: 'line label' }, plate, shape('text', middle, text))];
}

/** What a line says. */
const relationText = {
  asks: 'asks',
  routes: 'leads to',
  refuses: 'refuses',
  selects: 'selects',
  resolves: 'is an alias of',
  applies: 'applies to',
  runsOn: 'runs on',
} as const;

export function boxShape({ node, title, detail, x, y, width, height }: Box): Shape {
  const { mark, problem, tier, kind, namespace, name, members = [] } = node;
  const isPlural = members.length > 0;
  const said = [
    `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`,
    ...node.facts,
    ...members.slice(0, 20),
  ];
  return shape(
    'g',
    {
      class: [
        'box',
        tier,
        ...(mark === undefined ? [] : [`mark-${mark}`]),
        ...(problem === undefined ? [] : ['problem']),
      ].join(' '),
    },
    shape('title', {}, [...said, ...(problem === undefined ? [] : [problem])].join('\n')),
    ...(isPlural ? [shape('rect', { class: 'behind', x: x + 4, y: y + 4, width, height, rx: 7 })] : []),
    shape('rect', { class: 'face', x, y, width, height, rx: 7 }),
    shape('text', { class: 'title', x: x + 12, y: y + 17 }, title),
    shape('text', { class: 'detail', x: x + 12, y: y + 31 }, detail),
    ...(mark === undefined
      ? []
      : [shape('text', { class: 'sign', x: x + width - 9, y: y + 17, 'text-anchor': 'end' }, MARKS[mark].sign)]),
  );
}
