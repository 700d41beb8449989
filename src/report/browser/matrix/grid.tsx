import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PageProbe } from '../../page-data';
import { Line } from './line';
import { move } from './move';
import type { Place } from './move';
import type { Branch, Cell, MatrixLine } from './tree';

interface Props {
  readonly lines: readonly MatrixLine[];
  readonly isOpen: (branch: Branch) => boolean;
  readonly fold: (branch: Branch) => void;
  readonly choose: (cell: Cell) => void;
  readonly chosen: readonly PageProbe[];
  /** Whether all lines are drawn, not those alone that can be seen. */
  readonly isWhole: boolean;
}

/** Height of a line, in pixels: as the style sheet has it. */
const LINE = 32;

/** So many lines are drawn above and below those that can be seen. */
const MARGIN = 12;

/** A tree grid that draws only what can be seen. Arrow keys move in it; it is one stop for Tab. */
export function Grid({ lines, isOpen, fold, choose, chosen, isWhole }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 900 });
  const [place, setPlace] = useState<Place>({ line: 0, column: 0 });
  const wantsFocus = useRef(false);
  const look = () => {
    const { scrollTop = 0, clientHeight = 900 } = scroller.current ?? {};
    setView({ top: scrollTop, height: clientHeight });
  };
  useEffect(() => {
    look();
    window.addEventListener('resize', look);
    return () => window.removeEventListener('resize', look);
  }, []);
  const active = { ...place, line: Math.min(place.line, lines.length - 1) };
  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    scroller.current?.querySelector<HTMLElement>('[tabindex="0"][role]')?.focus({ preventScroll: true });
  }, [place]);
  const go = (to: Place) => {
    setPlace(to);
    wantsFocus.current = true;
    const element = scroller.current;
    if (element === null) return;
    const top = to.line * LINE;
    const above = LINE;
    if (top - above < element.scrollTop) element.scrollTop = top - above;
    else if (top + LINE > element.scrollTop + element.clientHeight)
      element.scrollTop = top + LINE - element.clientHeight;
    look();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor(view.height / LINE) - 2);
    const action = move(event, lines, active, isOpen, page);
    if (action === undefined) return;
    event.preventDefault();
    if ('to' in action) go(action.to);
    else if ('fold' in action) fold(action.fold);
    else choose(action.choose);
  };
  const first = isWhole ? 0 : Math.max(0, Math.floor(view.top / LINE) - MARGIN);
  const last = isWhole ? lines.length : Math.ceil((view.top + view.height) / LINE) + MARGIN;
  const shown = new Set([...lines.keys()].slice(first, last));
  shown.add(active.line);
  const pinned = lines[Math.min(lines.length - 1, Math.floor(view.top / LINE))]?.section;
  const columns = lines.reduce((most, { section }) => Math.max(most, section.clients.length), 0);
  return (
    <div
      class="grid"
      ref={scroller}
      role="treegrid"
      aria-label="Who asked for what, and what came of it"
      aria-rowcount={lines.length}
      aria-colcount={columns + 1}
      onScroll={look}
      onKeyDown={onKeyDown}
    >
      {pinned !== undefined && view.top > 0 && (
        <div class="pinned" role="presentation" aria-hidden="true">
          <Line line={{ branch: pinned, section: pinned }} isOpen chosen={chosen} />
        </div>
      )}
      <div class="lines" role="rowgroup" style={{ height: `${lines.length * LINE}px` }}>
        {[...shown].map((index) => {
          const line = lines[index];
          if (line === undefined) return null;
          return (
            <Line
              key={line.branch.key}
              line={line}
              index={index}
              top={index * LINE}
              isOpen={isOpen(line.branch)}
              active={index === active.line ? active.column : undefined}
              chosen={chosen}
              onFold={() => {
                setPlace({ line: index, column: 0 });
                fold(line.branch);
              }}
              onChoose={(cell, column) => {
                setPlace({ line: index, column });
                choose(cell);
              }}
            />
          );
        })}
      </div>
    </div>
  );
}
