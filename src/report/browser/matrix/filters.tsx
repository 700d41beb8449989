import type { PageProbe } from '../../page-data';
import type { Filter } from './filter';
import { partsOf } from './filter';

interface Props {
  readonly probes: readonly PageProbe[];
  readonly filter: Filter;
  readonly setFilter: (filter: Filter) => void;
  readonly shown: number;
}

export function Filters({ probes, filter, setFilter, shown }: Props) {
  const parts = probes.map(partsOf);
  const kinds = namesIn(parts.map(([kind]) => kind));
  const namespaces = namesIn(parts.map(([, namespace]) => namespace));
  return (
    <div class="filters" role="search" aria-label="Matrix">
      <input
        type="search"
        placeholder="Object, address or client"
        aria-label="Only probes with this text"
        value={filter.search}
        onInput={({ currentTarget }) => setFilter({ ...filter, search: currentTarget.value })}
      />
      <Choice
        name="All namespaces"
        of={namespaces}
        value={filter.namespace}
        set={(namespace) => setFilter({ ...filter, namespace })}
      />
      <Choice name="All kinds" of={kinds} value={filter.kind} set={(kind) => setFilter({ ...filter, kind })} />
      <p class="shown" role="status">
        {shown === probes.length ? '' : `${shown.toLocaleString('en')} of ${probes.length.toLocaleString('en')} probes`}
      </p>
    </div>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly of: readonly string[];
  readonly value: string;
  readonly set: (value: string) => void;
}

function Choice({ name, of, value, set }: ChoiceProps) {
  if (of.length < 2) return null;
  return (
    <select aria-label={name} value={value} onChange={({ currentTarget }) => set(currentTarget.value)}>
      <option value="">{name}</option>
      {of.map((each) => (
        <option key={each} value={each}>
          {each}
        </option>
      ))}
    </select>
  );
}

function namesIn(names: readonly string[]): readonly string[] {
  return [...new Set(names)].filter((name) => name !== '').sort();
}
