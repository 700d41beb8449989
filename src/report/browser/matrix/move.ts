import type { Branch, Cell, MatrixLine } from './tree';

/** A cell of the grid; column 0 has the names of lines. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

type Action = { readonly to: Place } | { readonly fold: Branch } | { readonly choose: Cell };

/**
 * What a key does, as tree grids have it: arrows move, Right and Left on a name open and fold it, Enter opens a cell.
 * Undefined: nothing.
 *
 * @param page how many lines PageUp and PageDown go
 */
export function move(
  { key, ctrlKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey'>,
  lines: readonly MatrixLine[],
  { line, column }: Place,
  isOpen: (branch: Branch) => boolean,
  page: number,
): Action | undefined {
  const here = lines[line];
  if (here === undefined) return undefined;
  const { branch, section } = here;
  const to = (wanted: number, inColumn = column): Action => {
    const next = Math.max(0, Math.min(lines.length - 1, wanted));
    return { to: { line: next, column: Math.min(inColumn, lines[next]?.section.clients.length ?? 0) } };
  };
  const canFold = column === 0 && branch.branches.length > 0;
  switch (key) {
    case 'ArrowDown':
      return to(line + 1);
    case 'ArrowUp':
      return to(line - 1);
    case 'PageDown':
      return to(line + page);
    case 'PageUp':
      return to(line - page);
    case 'Home':
      return ctrlKey ? to(0, 0) : to(line, 0);
    case 'End':
      return ctrlKey ? to(lines.length - 1) : to(line, section.clients.length);
    case 'ArrowRight':
      return canFold && !isOpen(branch) ? { fold: branch } : to(line, column + 1);
    case 'ArrowLeft':
      if (canFold && isOpen(branch)) return { fold: branch };
      return column > 0 ? to(line, column - 1) : to(parentOf(lines, line));
    case 'Enter':
    case ' ': {
      if (column === 0) return branch.branches.length > 0 ? { fold: branch } : undefined;
      const cell = branch.level === 1 ? undefined : branch.cells.get(section.clients[column - 1] ?? '');
      return cell === undefined ? undefined : { choose: cell };
    }
    default:
      return undefined;
  }
}

function parentOf(lines: readonly MatrixLine[], line: number): number {
  const level = lines[line]?.branch.level ?? 1;
  const above = lines.slice(0, line).findLastIndex(({ branch }) => branch.level < level);
  return above < 0 ? line : above;
}
