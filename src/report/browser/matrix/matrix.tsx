import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Mark } from '../../../probes/marks';
import type { PageProbe } from '../../page-data';
import type { Chosen } from '../chosen';
import { Empty } from '../empty';
import type { Filter } from './filter';
import { matching } from './filter';
import { Filters } from './filters';
import { Grid } from './grid';
import type { Branch } from './tree';
import { linesOf, sectionsOf } from './tree';

interface Props {
  readonly probes: readonly PageProbe[];
  /** The mark of those that are shown; undefined: all are. */
  readonly only: Mark | undefined;
  readonly search: string;
  readonly setSearch: (search: string) => void;
  readonly choose: (chosen: Chosen) => void;
  readonly chosen: Chosen | undefined;
}

/** Who asked for what, and what came of it; what is as declared is folded until somebody opens it. */
export function Matrix({ probes, only, search, setSearch, choose, chosen }: Props) {
  const [rest, setRest] = useState<Pick<Filter, 'namespace' | 'kind'>>({ namespace: '', kind: '' });
  const [folds, setFolds] = useState<ReadonlyMap<string, boolean>>(new Map());
  const filter: Filter = { ...rest, only, search };
  const found = useMemo(() => matching(probes, filter), [probes, rest, only, search]);
  const sections = useMemo(() => sectionsOf(found), [found]);
  // Who looks for one mark wants to see it; what is as declared are most.
  const isWanted = only !== undefined && only !== 'passed';
  const isOpen = ({ key, isOpen: byItself }: Branch) => folds.get(key) ?? (byItself || isWanted);
  const lines = useMemo(() => linesOf(sections, isOpen), [sections, folds, isWanted]);
  const isPrinting = usePrinting();
  const showAll = () => {
    setRest({ namespace: '', kind: '' });
    setSearch('');
  };
  const foldAll = (open: boolean) => {
    const all = sections.flatMap((section) => [section, ...section.branches]);
    setFolds(new Map(all.map(({ key, level }) => [key, open || level === 1])));
  };
  if (probes.length === 0) {
    return (
      <Empty title="Nothing was probed" mark="notRun">
        <p>Probes follow from Services, Ingresses, routes of Gateways, and intents.</p>
      </Empty>
    );
  }
  return (
    <>
      <div class="tools">
        <Filters
          probes={probes}
          filter={filter}
          setFilter={({ search: text, namespace, kind }) => {
            setSearch(text);
            setRest({ namespace, kind });
          }}
          shown={only === undefined ? found.length : found.filter(({ mark }) => mark === only).length}
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
        <Empty title="No probe is like that">
          <button type="button" class="chip" onClick={showAll}>
            Show all
          </button>
        </Empty>
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
