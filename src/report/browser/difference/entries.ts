import type { Difference } from '../../../diff/difference';
import type { Mark } from '../../../probes/marks';

/** What can become of a network, the worst first: its sign, how it is called, and how it is marked. */
export const SORTS = {
  refused: { sign: '✗', name: 'Refused by the API server', mark: 'failed' },
  lost: { sign: '−', name: 'Lost', mark: 'failed' },
  exposed: { sign: '↗', name: 'Exposed to the outside', mark: 'notRun' },
  disrupted: { sign: '↻', name: 'Restarted or disrupted', mark: 'notRun' },
  moved: { sign: '⇄', name: 'Answered by others', mark: 'notRun' },
  gained: { sign: '+', name: 'Gained', mark: 'passed' },
  hidden: { sign: '↙', name: 'No more exposed', mark: 'elsewhere' },
  kept: { sign: '=', name: 'Stays though it is left out', mark: 'elsewhere' },
  unknown: { sign: '≈', name: 'Not known', mark: 'depends' },
} as const satisfies Readonly<
  Partial<Record<keyof Difference, { readonly sign: string; readonly name: string; readonly mark: Mark }>>
>;

export type Sort = keyof typeof SORTS;

export const ALL_SORTS = Object.keys(SORTS) as readonly Sort[];

/** One thing that becomes of a network. */
export type Entry = { readonly [S in Sort]: { readonly sort: S; readonly of: Difference[S][number] } }[Sort];

export function entriesOf(difference: Difference): readonly Entry[] {
  return ALL_SORTS.flatMap((sort) => difference[sort].map((of) => ({ sort, of }) as Entry));
}

/** Which entries are shown. */
export interface Filter {
  readonly hidden: ReadonlySet<Sort>;
  /** '' shows what becomes of all. */
  readonly client: string;
  readonly search: string;
}

export function matching(entries: readonly Entry[], { hidden, client, search }: Filter): readonly Entry[] {
  const words = search.toLowerCase();
  return entries.filter(
    (entry) =>
      !hidden.has(entry.sort) && (client === '' || clientsOf(entry).includes(client)) && textOf(entry).includes(words),
  );
}

/** Whom it is about; nobody in particular where it is no request. */
export function clientsOf({ of }: Entry): readonly string[] {
  return 'clients' in of ? of.clients : [];
}

const texts = new WeakMap<Entry, string>();

/** Everything that can be looked for, put together once. */
function textOf(entry: Entry): string {
  const known = texts.get(entry);
  if (known !== undefined) return known;
  const text = wordsIn(entry.of).join('\n').toLowerCase();
  texts.set(entry, text);
  return text;
}

function wordsIn(value: unknown): readonly string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  if (typeof value !== 'object' || value === null) return [];
  const { namespace, name } = value as { namespace?: unknown; name?: unknown };
  const called = typeof namespace === 'string' && typeof name === 'string' ? [`${namespace}/${name}`] : [];
  return [...called, ...Object.values(value).flatMap(wordsIn)];
}
