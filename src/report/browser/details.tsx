import { useEffect, useRef } from 'preact/hooks';
import type { Box } from '../../graph/layout/drawing';
import { MARKS } from '../../probes/marks';
import type { Link } from '../../targets/target';
import type { PageData, PageProbe, PageRules } from '../page-data';
import type { Chosen } from './chosen';
import { Finding } from './findings';
import { MarkText } from './marks';

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
  const [first] = chosen.kind === 'probes' ? chosen.probes : [];
  return (
    <aside class="details" aria-label="Details" onKeyDown={onKeyDown}>
      <div class="head">
        <h2 tabIndex={-1} ref={heading}>
          {first === undefined ? box?.node.name : `${first.client} → ${first.row}`}
        </h2>
        <button type="button" class="close" aria-label="Close the details" onClick={close}>
          ✕
        </button>
      </div>
      {first !== undefined && <p class="subject">{first.subject}</p>}
      {first !== undefined && showMap !== undefined && (
        <button type="button" class="more" onClick={showMap}>
          Show the way on the map
        </button>
      )}
      {chosen.kind === 'probes' &&
        chosen.probes.map((probe) => <ProbeDetails key={probe.id} probe={probe} data={data} />)}
      {box !== undefined && <BoxDetails box={box} data={data} showProbes={showProbes} />}
    </aside>
  );
}

function ProbeDetails({ probe, data }: { readonly probe: PageProbe; readonly data: PageData }) {
  const { mark, from, expected, observed, links = [], findings = [], rules } = probe;
  const listing = rules === undefined ? undefined : data.rules?.[rules];
  return (
    <article class={`probe mark-${mark}`}>
      <p class="verdict">
        <MarkText mark={mark} />
        <span class="from">from {from}</span>
      </p>
      <dl>
        <dt>Expected</dt>
        <dd>{expected}</dd>
        <dt>Observed</dt>
        <dd>{observed}</dd>
      </dl>
      {links.length > 0 && <Walk links={links} />}
      {findings.length > 0 && (
        <>
          <h3>Foretold by check</h3>
          {findings.map((index) => {
            const finding = data.findings?.[index];
            return finding === undefined ? null : <Finding key={index} finding={finding} />;
          })}
        </>
      )}
      {listing !== undefined && <Rules rules={listing} />}
    </article>
  );
}

/** The way from the client, up to the first broken link. */
export function Walk({ links }: { readonly links: readonly Link[] }) {
  return (
    <>
      <h3>The way</h3>
      <ol class="walk">
        {links.map(({ link, ok, detail }, index) => (
          <li key={index} class={ok ? 'ok' : 'broken'}>
            <span class="link">
              {link}
              <span class="spoken">{ok ? ': in order. ' : ': broken. '}</span>
            </span>
            <span>{detail}</span>
          </li>
        ))}
      </ol>
    </>
  );
}

export function Rules({ rules: { title, listings } }: { readonly rules: PageRules }) {
  return (
    <details class="rules">
      <summary>What kube-proxy programs: {title}</summary>
      {listings.map(({ command, lines }) => (
        <figure key={command}>
          <figcaption>
            <code>{command}</code>
          </figcaption>
          <pre tabIndex={0}>{lines.join('\n')}</pre>
        </figure>
      ))}
    </details>
  );
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
