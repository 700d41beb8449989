import { useEffect, useRef } from 'preact/hooks';
import type { Box } from '../../graph/layout/drawing';
import { MARKS } from '../../probes/marks';
import type { PageData, PageProbe } from '../page-data';
import type { Chosen } from './chosen';
import { Finding } from './findings';
import { MarkText } from './marks';
import { ProbeDetails } from './probe-details';

interface Props {
  readonly data: PageData;
  readonly chosen: Chosen;
  readonly close: () => void;
  /** Undefined: the map is shown already, or there is none. */
  readonly showMap: (() => void) | undefined;
  readonly showProbes: (search: string) => void;
}

/** A panel that tells everything of what was chosen. It takes the focus, and Escape closes it. */
export function Details({ data, chosen, close, showMap, showProbes }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const key = chosen.kind === 'node' ? chosen.id : chosen.probes.map(({ id }) => id).join(' ');
  useEffect(() => heading.current?.focus({ preventScroll: true }), [key]);
  // Whoever opened it goes on where they were.
  const before = useRef(document.activeElement);
  useEffect(
    () => () => {
      if (before.current instanceof HTMLElement || before.current instanceof SVGElement) before.current.focus();
    },
    [],
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close();
  };
  const box = data.drawing?.boxes.find(({ node }) => chosen.kind === 'node' && node.id === chosen.id);
  const asked = chosen.kind === 'probes' ? askedBy(chosen.probes) : undefined;
  return (
    <aside class="details" aria-label="Details" onKeyDown={onKeyDown}>
      <div class="head">
        <h2 tabIndex={-1} ref={heading}>
          {asked === undefined ? box?.node.name : asked.title}
        </h2>
        <button type="button" class="close" aria-label="Close the details" onClick={close}>
          ✕
        </button>
      </div>
      {asked !== undefined && <p class="subject">{asked.of}</p>}
      {asked !== undefined && showMap !== undefined && (
        <button type="button" class="more" onClick={showMap}>
          Show the way on the map
        </button>
      )}
      {chosen.kind === 'probes' && <ProbeDetails key={key} probes={chosen.probes} data={data} />}
      {box !== undefined && <BoxDetails box={box} data={data} showProbes={showProbes} />}
    </aside>
  );
}

/** Who asks for what: for one row of an object, or for all of it. */
function askedBy(probes: readonly PageProbe[]): { readonly title: string; readonly of: string } | undefined {
  const [first] = probes;
  if (first === undefined) return undefined;
  const { client, row, subject } = first;
  const isOneRow = probes.every((probe) => probe.row === row);
  return isOneRow
    ? { title: `${client} → ${row}`, of: subject }
    : { title: `${client} → ${subject}`, of: 'by every way to ask for it' };
}

interface BoxProps {
  readonly box: Box;
  readonly data: PageData;
  readonly showProbes: (search: string) => void;
}

function BoxDetails({ box: { node }, data, showProbes }: BoxProps) {
  const { kind, namespace, facts, problem, members = [], mark, id } = node;
  const about = (data.findings ?? []).filter(
    ({ object }) => [object.kind, object.namespace, object.name].filter((part) => part !== undefined).join('/') === id,
  );
  const probes = (data.probes ?? []).filter(({ object }) => object === id);
  return (
    <article class={mark === undefined ? 'probe' : `probe mark-${mark}`}>
      <p class="verdict">
        {mark !== undefined && <MarkText mark={mark} text={MARKS[mark].text} />}
        <span class="from">
          {kind}
          {namespace === undefined ? '' : ` in namespace ${namespace}`}
        </span>
      </p>
      {problem !== undefined && <p class={mark === 'failed' ? 'problem' : 'problem quiet'}>{problem}</p>}
      <dl>
        {facts.length > 0 && <dt>Facts</dt>}
        {facts.map((fact) => (
          <dd key={fact}>{fact}</dd>
        ))}
        {members.length > 0 && <dt>Stands for {members.length}</dt>}
        {members.map((member) => (
          <dd key={member}>{member}</dd>
        ))}
      </dl>
      {probes.length > 0 && (
        <button type="button" class="more" onClick={() => showProbes(id)}>
          Show its {probes.length} probes
        </button>
      )}
      {about.map((finding, index) => (
        <Finding key={index} finding={finding} />
      ))}
    </article>
  );
}
