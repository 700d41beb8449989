import type { Mark } from '../../probes/marks';
import { MARKS } from '../../probes/marks';

/** All marks, the worst first. */
export const ALL_MARKS = Object.keys(MARKS) as readonly Mark[];

/** The sign of a mark, which says the same as its colour. */
export function Sign({ mark }: { readonly mark: Mark }) {
  return (
    <span class={`sign mark-${mark}`} aria-hidden="true">
      {MARKS[mark].sign}
    </span>
  );
}

/** A mark in words, with its sign. */
export function MarkText({ mark, text = MARKS[mark].text }: { readonly mark: Mark; readonly text?: string }) {
  return (
    <span class={`mark mark-${mark}`}>
      <Sign mark={mark} />
      {text}
    </span>
  );
}
