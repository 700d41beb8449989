import { MARKS } from '../../../probes/marks';
import type { PageProbe } from '../../page-data';
import { Sign } from '../marks';
import type { Cell, MatrixLine } from './tree';

interface Props {
  readonly line: MatrixLine;
  readonly isOpen: boolean;
  readonly chosen: readonly PageProbe[];
  /** Number of the line, and where it is; undefined: it stands above the others. */
  readonly index?: number;
  readonly top?: number;
  /** The column that Tab goes to. */
  readonly active?: number | undefined;
  readonly onFold?: () => void;
  readonly onChoose?: (cell: Cell, column: number) => void;
}

/** A line of the matrix: a name, and a cell for each client of its namespace. */
export function Line({ line: { branch, section }, isOpen, chosen, index, top, active, onFold, onChoose }: Props) {
  const { level, title, cells, branches, mark, probes } = branch;
  const canFold = branches.length > 0;
  const stop = (column: number) => (index === undefined ? {} : { tabIndex: column === active ? 0 : -1 });
  return (
    <div
      class={`line level-${level}`}
      role={index === undefined ? 'presentation' : 'row'}
      aria-level={index === undefined ? undefined : level}
      aria-rowindex={index === undefined ? undefined : index + 1}
      aria-expanded={index === undefined || !canFold ? undefined : isOpen}
      style={top === undefined ? {} : { transform: `translateY(${top}px)` }}
    >
      <div
        class="name"
        role={index === undefined ? 'presentation' : 'rowheader'}
        title={title}
        onClick={canFold ? onFold : undefined}
        {...stop(0)}
      >
        {canFold && (
          <span class={isOpen ? 'fold open' : 'fold'} aria-hidden="true">
            ›
          </span>
        )}
        <span class="text">{withoutNamespace(title, section.title)}</span>
        {canFold && (
          <span class={`sum mark-${mark}`}>
            <Sign mark={mark} />
            {probes}
          </span>
        )}
      </div>
      {section.clients.map((client, column) =>
        level === 1 ? (
          <div
            key={client}
            class="cell client"
            role={index === undefined ? 'presentation' : 'columnheader'}
            title={client}
            {...stop(column + 1)}
          >
            {withoutNamespace(client, section.title)}
          </div>
        ) : (
          <MatrixCell
            key={client}
            client={client}
            cell={cells.get(client)}
            isChosen={isSame(cells.get(client), chosen)}
            isAggregate={level === 2}
            stop={stop(column + 1)}
            choose={(cell) => onChoose?.(cell, column + 1)}
          />
        ),
      )}
    </div>
  );
}

interface CellProps {
  readonly client: string;
  readonly cell: Cell | undefined;
  readonly isChosen: boolean;
  readonly isAggregate: boolean;
  readonly stop: { readonly tabIndex?: number };
  readonly choose: (cell: Cell) => void;
}

function MatrixCell({ client, cell, isChosen, isAggregate, stop, choose }: CellProps) {
  if (cell === undefined) {
    return (
      <div class="cell none" role="gridcell" aria-label={`${client}: not asked`} {...stop}>
        ·
      </div>
    );
  }
  const { mark, probes } = cell;
  const worst = probes.find((probe) => probe.mark === mark);
  const outcome = isAggregate || worst === undefined ? '' : wordFor(worst);
  const count = isAggregate && probes.length > 1 ? ` (${probes.length})` : '';
  return (
    <div
      class={`cell mark-${mark}${isChosen ? ' chosen' : ''}`}
      role="gridcell"
      aria-label={`${client}: ${MARKS[mark].text}${count}${outcome === '' ? '' : `, ${outcome}`}`}
      aria-selected={isChosen}
      onClick={() => choose(cell)}
      {...stop}
    >
      <Sign mark={mark} />
      {outcome !== '' && <span class="outcome">{outcome}</span>}
    </div>
  );
}

/** Names as they are called in their namespace. */
function withoutNamespace(name: string, namespace: string): string {
  return name.replace(`${namespace}/`, '');
}

/** What was found, where that is not what everybody expects. */
function wordFor({ mark, outcome, isBlocked }: PageProbe): string {
  if (mark === 'failed' || (mark === 'passed' && isBlocked === true)) return outcome;
  return mark === 'depends' || mark === 'notRun' ? WORDS[mark] : '';
}

const WORDS = { depends: 'depends', notRun: 'not run' } as const;

function isSame(cell: Cell | undefined, chosen: readonly PageProbe[]): boolean {
  return (
    cell !== undefined &&
    chosen.length === cell.probes.length &&
    cell.probes.every((probe, index) => probe.id === chosen[index]?.id)
  );
}
