import { h } from 'preact';
import type { ComponentChild } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Box, Drawing, Line, Rectangle } from '../../graph/layout/drawing';
import { boxShape, frameShape, labelShapes, lineShape } from '../../graph/picture/picture';
import type { Shape } from '../../graph/picture/shape';
import { MARKS } from '../../probes/marks';
import type { Chosen } from './chosen';
import { Empty } from './empty';
import { Legend } from './legend';
import { Sign } from './marks';

interface Props {
  readonly drawing: Drawing;
  readonly chosen: Chosen | undefined;
  readonly choose: (chosen: Chosen) => void;
  readonly isShown: boolean;
}

const STEP = 1.25;
const [LEAST, MOST] = [0.2, 4];

/** Room on both sides of the sheet, in pixels: as the style sheet has it. */
const PADDING = 32;

/** Texts that are smaller cannot be read. */
const READABLE = 0.7;

/** The map: it scrolls in both directions, is moved by dragging, and zoomed by buttons, keys and pinching. */
export function MapView({ drawing, chosen, choose, isShown }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const [scale, setScale] = useState<number>();
  const [active, setActive] = useState(drawing.boxes[0]?.node.id);
  const [isNarrow, setNarrow] = useState(false);
  const lit = useMemo(
    () => litBy(drawing, chosen) ?? (isNarrow ? endsOf(drawing.lines.filter(isBroken)) : undefined),
    [drawing, chosen, isNarrow],
  );
  const fit = () => Math.min(1, ((scroller.current?.clientWidth ?? Infinity) - PADDING) / drawing.width);
  const current = scale ?? 1;
  useEffect(() => {
    if (isShown && scale === undefined) setScale(Math.max(fit(), READABLE));
  }, [isShown]);
  useEffect(() => {
    if (!isShown || scale === undefined) return;
    const boxes = drawing.boxes.filter(({ node }) => lit?.has(node.id));
    // Of all that does not work, the first.
    const wanted = chosen === undefined ? boxes.filter(({ node }) => node.mark === 'failed').slice(0, 1) : boxes;
    if (wanted.length > 0) bringIntoView(scroller.current, around(wanted), scale);
  }, [isShown, lit, scale === undefined]);
  const zoom = (factor: number) => setScale(Math.min(MOST, Math.max(LEAST, current * factor)));
  const onKeyDown = (event: KeyboardEvent) => {
    const factor = { '+': STEP, '=': STEP, '-': 1 / STEP }[event.key];
    if (factor !== undefined) return zoom(factor);
    if (event.key === '0') return setScale(fit());
    const from = drawing.boxes.find(({ node }) => node.id === active);
    const next = from === undefined ? undefined : neighbour(drawing.boxes, from, event.key);
    if (next === undefined) return;
    event.preventDefault();
    setActive(next.node.id);
    document.getElementById(elementId(next.node.id))?.focus();
  };
  useEffect(() => zoomByPinching(scroller.current, zoom), [current]);
  if (drawing.boxes.length === 0) return <Empty title="There is nothing to draw" />;
  return (
    <>
      <div class="filters" role="group" aria-label="Zoom">
        <button type="button" class="chip" aria-label="Zoom out" onClick={() => zoom(1 / STEP)}>
          −
        </button>
        <button type="button" class="chip" onClick={() => setScale(1)}>
          {Math.round(current * 100)} %
        </button>
        <button type="button" class="chip" aria-label="Zoom in" onClick={() => zoom(STEP)}>
          +
        </button>
        <button type="button" class="chip" onClick={() => setScale(fit())}>
          Fit
        </button>
        {drawing.lines.some(isBroken) && (
          <button type="button" class="chip mark-failed" aria-pressed={isNarrow} onClick={() => setNarrow(!isNarrow)}>
            <Sign mark="failed" />
            Only what does not work
          </button>
        )}
        <Legend lines={drawing.lines} />
      </div>
      <div
        class="sheet"
        ref={scroller}
        tabIndex={0}
        role="region"
        aria-label="Map of the network"
        onKeyDown={onKeyDown}
        {...dragging(scroller)}
      >
        <svg
          class={lit === undefined ? 'map' : 'map dimmed'}
          width={drawing.width * current}
          height={drawing.height * current}
          viewBox={`0 0 ${drawing.width} ${drawing.height}`}
          role="group"
          aria-label="Objects and who reaches them"
        >
          {drawing.frames.map((frame) => element(frameShape(frame)))}
          {[(line: Line) => [lineShape(line)], labelShapes].map((shapesOf) =>
            drawing.lines.map((line) =>
              shapesOf(line).map((each) =>
                element(withClass(each, lit?.has(lineKey(line.edge)) === true ? 'lit' : '')),
              ),
            ),
          )}
          {drawing.boxes.map((box) => (
            <g
              key={box.node.id}
              id={elementId(box.node.id)}
              class={lit?.has(box.node.id) === true ? 'lit' : ''}
              role="button"
              aria-label={spoken(box)}
              tabindex={box.node.id === active ? 0 : -1}
              onClick={() => {
                setActive(box.node.id);
                choose({ kind: 'node', id: box.node.id });
              }}
              onKeyDown={(event) => {
                if (event.key === 'Enter' || event.key === ' ') {
                  event.preventDefault();
                  choose({ kind: 'node', id: box.node.id });
                }
              }}
            >
              {element(asText(boxShape(box)))}
            </g>
          ))}
        </svg>
      </div>
    </>
  );
}

/** A shape as an element; texts stay texts. */
function element({ tag, attributes, children }: Shape): ComponentChild {
  return h(tag, attributes, ...children.map((child) => (typeof child === 'string' ? child : element(child))));
}

function withClass(shape: Shape, more: string): Shape {
  return { ...shape, attributes: { ...shape.attributes, class: `${shape.attributes.class ?? ''} ${more}` } };
}

/** A box whose texts are read one after the other, and are all that it says: what else there is, its label has. */
function asText(shape: Shape): Shape {
  const seen = shape.children.filter((child) => typeof child === 'string' || child.tag !== 'title');
  return { ...shape, children: seen.flatMap((child) => [child, ' ']) };
}

/** What is seen of a box, and then what it is. */
function spoken({ title, detail, node: { kind, namespace, mark, problem } }: Box): string {
  const seen = [title, detail, ...(mark === undefined ? [] : [MARKS[mark].sign])].join(' ');
  return [
    seen,
    namespace === undefined ? kind : `${kind} in namespace ${namespace}`,
    ...(mark === undefined ? [] : [MARKS[mark].text]),
    ...(problem === undefined ? [] : [problem]),
  ].join(', ');
}

function elementId(id: string): string {
  return `box ${id}`.replaceAll(' ', '_');
}

function lineKey({ from, to, relation }: { from: string; to: string; relation: string }): string {
  return JSON.stringify([from, to, relation]);
}

/** What the chosen thing has to do with: the lines of its probes, and what is at their ends. Undefined: nothing is chosen. */
function litBy({ lines }: Drawing, chosen: Chosen | undefined): ReadonlySet<string> | undefined {
  if (chosen === undefined) return undefined;
  const asked = chosen.kind === 'probes' ? new Set(chosen.probes.map(({ id }) => id)) : undefined;
  const own = lines.filter(({ edge }) =>
    chosen.kind === 'node'
      ? edge.from === chosen.id || edge.to === chosen.id
      : edge.probes.some((id) => asked?.has(id)),
  );
  return own.length === 0 ? undefined : endsOf(own);
}

/** Lines, and what is at their ends. */
function endsOf(lines: readonly Line[]): ReadonlySet<string> {
  return new Set(lines.flatMap(({ edge }) => [edge.from, edge.to, lineKey(edge)]));
}

function isBroken({ edge }: Line): boolean {
  return edge.mark === 'failed';
}

const DIRECTIONS: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['ArrowLeft', [-1, 0]],
  ['ArrowRight', [1, 0]],
  ['ArrowUp', [0, -1]],
  ['ArrowDown', [0, 1]],
]);

/** The nearest box in the direction of an arrow key. */
function neighbour(boxes: readonly Box[], from: Box, key: string): Box | undefined {
  const direction = DIRECTIONS.get(key);
  if (direction === undefined) return undefined;
  const [dx, dy] = direction;
  const middle = ({ x, y, width, height }: Rectangle) => [x + width / 2, y + height / 2] as const;
  const [x, y] = middle(from);
  const distances = boxes.flatMap((box) => {
    const [otherX, otherY] = middle(box);
    const along = (otherX - x) * dx + (otherY - y) * dy;
    const across = Math.abs((otherX - x) * dy) + Math.abs((otherY - y) * dx);
    return along > 1 ? [{ box, distance: along + 3 * across }] : [];
  });
  return distances.sort((a, b) => a.distance - b.distance)[0]?.box;
}

function around(boxes: readonly Rectangle[]): Rectangle {
  let [left, top, right, bottom] = [Infinity, Infinity, 0, 0];
  for (const { x, y, width, height } of boxes) {
    [left, top] = [Math.min(left, x), Math.min(top, y)];
    [right, bottom] = [Math.max(right, x + width), Math.max(bottom, y + height)];
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function bringIntoView(scroller: HTMLDivElement | null, { x, y, width, height }: Rectangle, scale: number): void {
  scroller?.scrollTo({
    left: (x + width / 2) * scale - scroller.clientWidth / 2,
    top: (y + height / 2) * scale - scroller.clientHeight / 2,
  });
}

/** The sheet follows a mouse that is pressed on it. Fingers scroll by themselves. */
function dragging(scroller: { readonly current: HTMLDivElement | null }) {
  return {
    onPointerMove: ({ buttons, pointerType, movementX, movementY }: PointerEvent) => {
      if (buttons === 1 && pointerType === 'mouse') scroller.current?.scrollBy(-movementX, -movementY);
    },
  };
}

/** Pinching, and turning the wheel with Ctrl, would zoom the whole page. */
function zoomByPinching(scroller: HTMLDivElement | null, zoom: (factor: number) => void): () => void {
  const onWheel = (event: WheelEvent) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoom(event.deltaY < 0 ? STEP : 1 / STEP);
  };
  scroller?.addEventListener('wheel', onWheel, { passive: false });
  return () => scroller?.removeEventListener('wheel', onWheel);
}
