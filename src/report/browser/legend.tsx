import type { Line } from '../../graph/layout/drawing';
import { ALL_MARKS } from './marks';

const MEANINGS = {
  failed: 'does not work',
  notRun: 'not run',
  depends: 'depends',
  elsewhere: 'elsewhere',
  notSupported: 'not supported',
  passed: 'works',
} as const;

/** What the lines mean that a map has. */
export function Legend({ lines }: { readonly lines: readonly Line[] }) {
  const marks = new Set(lines.flatMap(({ edge }) => (edge.relation === 'applies' ? [] : (edge.mark ?? []))));
  const present = ALL_MARKS.toReversed().filter((mark) => marks.has(mark));
  const isClosed = lines.some(({ edge }) => edge.relation === 'applies');
  return (
    <ul class="legend" aria-label="Lines">
      {present.map((mark) => (
        <Entry key={mark} sort={`mark-${mark}`} text={MEANINGS[mark]} />
      ))}
      {isClosed && <Entry sort="applies" text="policy" />}
    </ul>
  );
}

function Entry({ sort, text }: { readonly sort: string; readonly text: string }) {
  return (
    <li>
      <svg class="map" width="30" height="8" aria-hidden="true">
        <g class={`line ${sort}`}>
          <path d="M1 4H29" />
        </g>
      </svg>
      {text}
    </li>
  );
}
