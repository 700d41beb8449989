import { useMemo, useState } from 'preact/hooks';
import type { Difference } from '../../../diff/difference';
import { Empty } from '../empty';
import type { Entry, Filter, Sort } from './entries';
import { ALL_SORTS, clientsOf, entriesOf, matching, SORTS } from './entries';
import { EntryView, SortSign } from './entry';

/** So many entries are drawn before somebody asks for more. */
const PAGE = 100;

const EVERYTHING: Filter = { hidden: new Set(), client: '', search: '' };

/** What becomes of a network, the worst first, by what it is, for whom, and by text. */
export function DifferenceView({ difference }: { readonly difference: Difference }) {
  const entries = useMemo(() => entriesOf(difference), [difference]);
  const [filter, setFilter] = useState(EVERYTHING);
  const [most, setMost] = useState(PAGE);
  if (entries.length === 0) {
    return <Empty title="Everything is answered as before, by the same Pods" mark="passed" />;
  }
  const found = matching(entries, filter);
  const shown = found.slice(0, most);
  return (
    <>
      <Filters entries={entries} filter={filter} setFilter={setFilter} />
      <p class="spoken" role="status">
        {found.length} of {entries.length} shown
      </p>
      {found.length === 0 && <Empty title="Nothing of it matches" />}
      {ALL_SORTS.map((sort) => (
        <Section
          key={sort}
          sort={sort}
          count={found.filter((entry) => entry.sort === sort).length}
          entries={shown.filter((entry) => entry.sort === sort)}
        />
      ))}
      {found.length > most && (
        <button type="button" class="more" onClick={() => setMost(most + PAGE)}>
          Show more ({found.length - most} left)
        </button>
      )}
    </>
  );
}

interface SectionProps {
  readonly sort: Sort;
  readonly count: number;
  readonly entries: readonly Entry[];
}

function Section({ sort, count, entries }: SectionProps) {
  if (entries.length === 0) return null;
  return (
    <section class="sort" aria-labelledby={`sort-${sort}`}>
      <h2 id={`sort-${sort}`}>
        {SORTS[sort].name} <span class="count">{count}</span>
      </h2>
      <ol class="findings">
        {entries.map((entry, index) => (
          <li key={index}>
            <EntryView entry={entry} />
          </li>
        ))}
      </ol>
    </section>
  );
}

interface FiltersProps {
  readonly entries: readonly Entry[];
  readonly filter: Filter;
  readonly setFilter: (filter: Filter) => void;
}

function Filters({ entries, filter, setFilter }: FiltersProps) {
  const clients = [...new Set(entries.flatMap(clientsOf))].sort();
  const toggle = (sort: Sort) => {
    const hidden = new Set(filter.hidden);
    if (!hidden.delete(sort)) hidden.add(sort);
    setFilter({ ...filter, hidden });
  };
  return (
    <div class="filters" role="search" aria-label="Changes">
      {ALL_SORTS.map((sort) => ({ sort, count: entries.filter((entry) => entry.sort === sort).length }))
        .filter(({ count }) => count > 0)
        .map(({ sort, count }) => (
          <button
            key={sort}
            type="button"
            class={`chip mark-${SORTS[sort].mark}`}
            aria-pressed={!filter.hidden.has(sort)}
            onClick={() => toggle(sort)}
          >
            <SortSign sort={sort} />
            {SORTS[sort].name} <strong>{count}</strong>
          </button>
        ))}
      {clients.length > 1 && (
        <select
          aria-label="For whom"
          value={filter.client}
          onChange={({ currentTarget }) => setFilter({ ...filter, client: currentTarget.value })}
        >
          <option value="">For everybody</option>
          {clients.map((client) => (
            <option key={client} value={client}>
              {client}
            </option>
          ))}
        </select>
      )}
      <input
        type="search"
        placeholder="Object, address, field or client"
        aria-label="Only changes with this text"
        value={filter.search}
        onInput={({ currentTarget }) => setFilter({ ...filter, search: currentTarget.value })}
      />
    </div>
  );
}
