import type { Mark } from '../../probes/marks';
import { MARKS } from '../../probes/marks';
import type { PageData, PageProbe } from '../page-data';
import { ALL_MARKS, MarkText, Sign } from './marks';

interface Props {
  readonly data: PageData;
  /** The mark that alone is shown; undefined: all are. */
  readonly only: Mark | undefined;
  readonly setOnly: (mark: Mark | undefined) => void;
}

/** The head of the page: what it is about, the verdict, and what it is made of. */
export function Summary({ data, only, setOnly }: Props) {
  const { title, verdict, facts, notes, probes, differences = [] } = data;
  return (
    <header class={verdict === undefined ? 'summary' : `summary mark-${verdict.mark}`}>
      <div class="headline">
        <p class="brand">cdk8s-net</p>
        <h1>{title}</h1>
        {verdict !== undefined && <MarkText mark={verdict.mark} text={verdict.text} />}
      </div>
      <p class="facts">{facts.join('  ·  ')}</p>
      {probes !== undefined && probes.length > 0 && <Proportions probes={probes} only={only} setOnly={setOnly} />}
      {notes.length > 0 && (
        <details class="notes" open={notes.length < 3}>
          <summary>{notes.length === 1 ? 'One thing to know' : `${notes.length} things to know`}</summary>
          <ul>
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </details>
      )}
      {differences.length > 0 && (
        <details class="notes" open>
          <summary>Cells on which two targets do not agree: {differences.length}</summary>
          <ul>
            {differences.map(({ subject, row, client, found }) => (
              <li key={`${subject} ${row} ${client}`}>
                {subject}: {client} → {row}: {found.join('; ')}
              </li>
            ))}
          </ul>
        </details>
      )}
    </header>
  );
}

interface ProportionsProps extends Pick<Props, 'only' | 'setOnly'> {
  readonly probes: readonly PageProbe[];
}

/** How many probes ended how, as a bar and in numbers: of these, one shows its own alone. */
function Proportions({ probes, only, setOnly }: ProportionsProps) {
  const counts = ALL_MARKS.toReversed()
    .map((mark) => ({ mark, count: probes.filter((probe) => probe.mark === mark).length }))
    .filter(({ count }) => count > 0);
  return (
    <div class="proportions">
      <div class="bar" aria-hidden="true">
        {counts.map(({ mark, count }) => (
          <span key={mark} class={`mark-${mark}`} style={{ flexGrow: count }} />
        ))}
      </div>
      <ul>
        {counts.map(({ mark, count }) => (
          <li key={mark}>
            <button
              type="button"
              class={`count mark-${mark}`}
              aria-pressed={mark === only}
              onClick={() => setOnly(mark === only ? undefined : mark)}
            >
              <Sign mark={mark} />
              <strong>{count.toLocaleString('en')}</strong> {MARKS[mark].text}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
