import { MARKS } from '../../probes/marks';
import type { Link } from '../../targets/target';
import { groupBy } from '../../terms/maps';
import type { PageData, PageProbe, PageRules } from '../page-data';
import { Finding } from './findings';
import { ALL_MARKS, MarkText } from './marks';
import { Said } from './said';

interface Props {
  readonly probes: readonly PageProbe[];
  readonly data: PageData;
}

/** What came of the probes of a cell, the worst first: those that found the same are told once. */
export function ProbeDetails({ probes, data }: Props) {
  const isOneRow = new Set(probes.map(({ row }) => row)).size === 1;
  const groups = [...groupBy(probes, sameness).values()].sort((a, b) => rank(a) - rank(b));
  const fine = groups.filter((group) => rank(group) === rank('passed'));
  const isFolded = fine.length < groups.length && !isOneRow;
  const views = (of: readonly (readonly PageProbe[])[]) =>
    of.map((group) => <Group key={group[0]?.id} probes={group} data={data} isNamed={!isOneRow} />);
  if (!isFolded) return <>{views(groups)}</>;
  const count = fine.reduce((sum, { length }) => sum + length, 0);
  return (
    <>
      {views(groups.filter((group) => !fine.includes(group)))}
      <details class="fine">
        <summary>
          {count} {MARKS.passed.text}
        </summary>
        {views(fine)}
      </details>
    </>
  );
}

/** What is the same of probes that are told together. */
function sameness({ mark, expected, observed, links = [], findings = [] }: PageProbe): string {
  return JSON.stringify([mark, expected, observed, links.find(({ ok }) => !ok), findings]);
}

function rank(of: readonly PageProbe[] | PageProbe['mark']): number {
  return ALL_MARKS.indexOf(typeof of === 'string' ? of : (of[0] as PageProbe).mark);
}

interface GroupProps extends Props {
  /** Whether the rows are told: the heading names them otherwise. */
  readonly isNamed: boolean;
}

function Group({ probes, data, isNamed }: GroupProps) {
  const [{ mark, expected, observed, links = [], findings = [], rules }] = probes as readonly [PageProbe];
  const listing = rules === undefined ? undefined : data.rules?.[rules];
  const rows = [...new Set(probes.map(({ row }) => row))];
  const from = [...new Set(probes.map((probe) => probe.from))].join(', ');
  return (
    <article class={`probe mark-${mark}`}>
      {isNamed && (
        <ul class="rows">
          {rows.map((row) => (
            <li key={row}>
              <code>{row}</code>
            </li>
          ))}
        </ul>
      )}
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
            <span>
              <Said text={detail} />
            </span>
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
