import { useEffect, useMemo, useState } from 'preact/hooks';
import type { PageProbe } from '../../page-data';
import type { Chosen } from '../chosen';
import type { Filter } from './filter';
import { matching } from './filter';
import { Filters } from './filters';
import { Grid } from './grid';
import type { Branch } from './tree';
import { linesOf, sectionsOf } from './tree';

interface Props {
  readonly probes: readonly PageProbe[];
  readonly search: string;
  readonly setSearch: (search: string) => void;
  readonly choose: (chosen: Chosen) => void;
  readonly chosen: Chosen | undefined;
}

/** Who asked for what, and what came of it; what is as declared is folded until somebody opens it. */
export function Matrix({ probes, search, setSearch, choose, chosen }: Props) {
  const [rest, setRest] = useState<Omit<Filter, 'search'>>({ namespace: '', kind: '', hidden: new Set() });
  const [folds, setFolds] = useState<ReadonlyMap<string, boolean>>(new Map());
  const filter = { ...rest, search };
  const found = useMemo(() => matching(probes, filter), [probes, rest, search]);
  const sections = useMemo(() => sectionsOf(found), [found]);
  const isOpen = ({ key, isOpen: byItself }: Branch) => folds.get(key) ?? byItself;
  const lines = useMemo(() => linesOf(sections, isOpen), [sections, folds]);
  const isPrinting = usePrinting();
  const foldAll = (open: boolean) => {
    const all = sections.flatMap((section) => [section, ...section.branches]);
    setFolds(new Map(all.map(({ key, level }) => [key, open || level === 1])));
  };
  if (probes.length === 0) return <p class="empty">Nothing was probed.</p>;
  return (
    <>
      <div class="tools">
        <Filters
          probes={probes}
          filter={filter}
          setFilter={({ search: text, ...others }) => {
            setSearch(text);
            setRest(others);
          }}
          shown={found.length}
        />
        <div class="folds">
          <button type="button" onClick={() => foldAll(true)}>
            Open all
          </button>
          <button type="button" onClick={() => foldAll(false)}>
            Fold all
          </button>
          <button type="button" onClick={() => setFolds(new Map())}>
            Only what is not as declared
          </button>
        </div>
      </div>
      {found.length === 0 ? (
        <p class="empty">No probe is like that.</p>
      ) : (
        <Grid
          lines={lines}
          isOpen={isOpen}
          fold={(branch) => setFolds(new Map(folds).set(branch.key, !isOpen(branch)))}
          choose={(cell) => choose({ kind: 'probes', probes: cell.probes })}
          chosen={chosen?.kind === 'probes' ? chosen.probes : []}
          isWhole={isPrinting}
        />
      )}
    </>
  );
}

/** Whether the page is being printed, when there is nobody to scroll. */
function usePrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const print = window.matchMedia('print');
    const onChange = () => setPrinting(print.matches);
    print.addEventListener('change', onChange);
    return () => print.removeEventListener('change', onChange);
  }, []);
  return isPrinting;
}
