import { COLOR } from './printable';

/** How a text is laid out for whoever reads it. */
export type Style = {
  /** Whether it may hold colours. */
  readonly colors: boolean;
  /** How many columns there are. Absent: as many as it takes. */
  readonly width?: number | undefined;
};

/** What a program reads, or a file keeps. */
export const PLAIN: Style = Object.freeze({ colors: false });

/** Text is easier to read where lines are not as long as a wide terminal. */
const MAX_PROSE = 120;
const MIN_WIDTH = 20;

/** A line that is wrapped at spaces; what follows the first line is indented. Words that are too long stay whole. */
export function wrapped(line: string, { width }: Pick<Style, 'width'>, indent = 0): string {
  if (width === undefined || lengthOf(line) <= width) return line;
  const room = Math.max(Math.min(width, MAX_PROSE), MIN_WIDTH);
  const lines: string[] = [];
  let current = '';
  for (const word of line.trimStart().split(' ')) {
    const start = lines.length === 0 ? leading(line) : indent;
    if (current !== '' && start + lengthOf(current) + 1 + lengthOf(word) > room) {
      lines.push(' '.repeat(start) + current.trimEnd());
      current = word;
    } else current = current === '' ? word : `${current} ${word}`;
  }
  return [...lines, ' '.repeat(lines.length === 0 ? leading(line) : indent) + current].join('\n');
}

/** A row of a table that is wrapped below its last cell, or where that leaves no room, below its beginning. */
export function wrappedRow(row: string, { width }: Pick<Style, 'width'>): string {
  if (width === undefined) return row;
  const cell = lengthOf(row.slice(0, row.trimStart().lastIndexOf('  ') + leading(row) + 2));
  const start = leading(row);
  return wrapped(row, { width }, cell > start + 2 && cell <= width / 2 ? cell : start + 4);
}

/** How many columns a text takes: colours take none. */
function lengthOf(text: string): number {
  return text.replaceAll(COLOR, '').length;
}

function leading(line: string): number {
  return line.length - line.trimStart().length;
}

/** A text of at most so many characters: what is too much is left out in the middle, where names differ least. */
export function shortened(text: string, max: number): string {
  const characters = [...text];
  if (characters.length <= max) return text;
  const kept = Math.max(max - 1, 2);
  const head = Math.ceil(kept / 2);
  return `${characters.slice(0, head).join('')}…${characters.slice(characters.length - (kept - head)).join('')}`;
}
