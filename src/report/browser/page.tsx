import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Mark } from '../../probes/marks';
import type { PageData } from '../page-data';
import type { Chosen } from './chosen';
import { Details } from './details';
import { DifferenceView } from './difference/difference-view';
import { ExplanationView } from './explanation';
import { Findings } from './findings';
import { MapView } from './map-view';
import { Matrix } from './matrix/matrix';
import { Summary } from './summary';
import { Tabs } from './tabs';
import type { Tab } from './tabs';

/** A whole page: a head, the views that its data allows, and a panel for what was chosen in them. */
export function Page({ data }: { readonly data: PageData }) {
  const tabs = useMemo(() => tabsOf(data), [data]);
  const [tab, setTab] = useState(tabs[0]?.id ?? '');
  const [chosen, choose] = useState<Chosen | undefined>(() => linkedTo(data));
  const [search, setSearch] = useState('');
  const [only, setOnly] = useState<Mark>();
  useEffect(() => remember(chosen), [chosen]);
  const shown = (id: string) => tab === id;
  const { probes, drawing, findings, explanation, difference } = data;
  return (
    <>
      <Summary
        data={data}
        only={only}
        setOnly={(mark) => {
          setOnly(mark);
          setTab('matrix');
        }}
      />
      <Tabs tabs={tabs} chosen={tab} choose={setTab} />
      <div class={chosen === undefined ? 'views' : 'views beside'}>
        <main>
          {probes !== undefined && (
            <section id="view-matrix" role="tabpanel" aria-label="Matrix" hidden={!shown('matrix')}>
              <Matrix
                probes={probes}
                only={only}
                search={search}
                setSearch={setSearch}
                choose={choose}
                chosen={chosen}
              />
            </section>
          )}
          {difference !== undefined && (
            <section id="view-difference" role="tabpanel" aria-label="Changes" hidden={!shown('difference')}>
              <DifferenceView difference={difference} />
            </section>
          )}
          {explanation !== undefined && (
            <section id="view-explanation" role="tabpanel" aria-label="Explanation" hidden={!shown('explanation')}>
              <ExplanationView explanation={explanation} />
            </section>
          )}
          {drawing !== undefined && (
            <section id="view-map" role="tabpanel" aria-label="Map" hidden={!shown('map')}>
              <MapView drawing={drawing} chosen={chosen} choose={choose} isShown={shown('map')} />
            </section>
          )}
          {findings !== undefined && (
            <section id="view-findings" role="tabpanel" aria-label="Findings" hidden={!shown('findings')}>
              <Findings findings={findings} />
            </section>
          )}
        </main>
        {chosen !== undefined && (
          <Details
            data={data}
            chosen={chosen}
            close={() => choose(undefined)}
            showMap={drawing === undefined || shown('map') ? undefined : () => setTab('map')}
            showProbes={(text) => {
              setSearch(text);
              setOnly(undefined);
              setTab('matrix');
            }}
          />
        )}
      </div>
    </>
  );
}

function tabsOf({ probes, drawing, findings, explanation, difference }: PageData): readonly Tab[] {
  return [
    ...(probes === undefined ? [] : [{ id: 'matrix', name: 'Matrix', count: probes.length }]),
    ...(findings === undefined || probes !== undefined
      ? []
      : [{ id: 'findings', name: 'Findings', count: findings.length }]),
    ...(difference === undefined ? [] : [{ id: 'difference', name: 'Changes' }]),
    ...(explanation === undefined ? [] : [{ id: 'explanation', name: 'Explanation' }]),
    ...(drawing === undefined ? [] : [{ id: 'map', name: 'Map' }]),
    ...(findings === undefined || probes === undefined
      ? []
      : [{ id: 'findings', name: 'Findings', count: findings.length }]),
  ];
}

const LINK = '#probe=';

/** The probe that the address of the page names. */
function linkedTo({ probes = [] }: PageData): Chosen | undefined {
  const { hash } = window.location;
  if (!hash.startsWith(LINK)) return undefined;
  const found = probes.filter(({ id }) => id === hash.slice(LINK.length));
  return found.length === 0 ? undefined : { kind: 'probes', probes: found };
}

/** What is chosen can be sent to somebody by the address of the page. */
function remember(chosen: Chosen | undefined): void {
  const [probe] = chosen?.kind === 'probes' ? chosen.probes : [];
  const { pathname, search, hash } = window.location;
  const wanted = probe === undefined ? '' : `${LINK}${probe.id}`;
  if (wanted !== hash) window.history.replaceState(undefined, '', wanted === '' ? `${pathname}${search}` : wanted);
}
