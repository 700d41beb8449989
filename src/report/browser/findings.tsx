import { useState } from 'preact/hooks';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import { namesItsField } from '../../diagnostics/what-of';
import { Empty } from './empty';
import { Said } from './said';

/** So many findings are drawn before somebody asks for more. */
const PAGE = 100;

const SEVERITIES = ['error', 'warning', 'info'] as const;

/** The findings of `check`, the most severe first, by severity and text. */
export function Findings({ findings }: { readonly findings: readonly Diagnostic[] }) {
  const [search, setSearch] = useState('');
  const [severities, setSeverities] = useState<ReadonlySet<string>>(new Set(SEVERITIES));
  const [shown, setShown] = useState(PAGE);
  const words = search.toLowerCase();
  const found = SEVERITIES.filter((severity) => severities.has(severity)).flatMap((severity) =>
    findings.filter((finding) => finding.severity === severity && textOf(finding).includes(words)),
  );
  const present = SEVERITIES.filter((severity) => findings.some((finding) => finding.severity === severity));
  if (findings.length === 0) return <Empty title="Nothing was found" mark="passed" />;
  const toggle = (severity: string) => {
    const next = new Set(severities);
    if (!next.delete(severity)) next.add(severity);
    setSeverities(next);
  };
  return (
    <>
      <div class="filters" role="search" aria-label="Findings">
        {present.length > 1 &&
          present.map((severity) => (
            <button
              key={severity}
              type="button"
              class={`chip ${severity}`}
              aria-pressed={severities.has(severity)}
              onClick={() => toggle(severity)}
            >
              {severity} <strong>{findings.filter((finding) => finding.severity === severity).length}</strong>
            </button>
          ))}
        <input
          type="search"
          placeholder="Object, rule or text"
          aria-label="Only findings with this text"
          value={search}
          onInput={({ currentTarget }) => setSearch(currentTarget.value)}
        />
      </div>
      <ol class="findings">
        {found.slice(0, shown).map((finding, index) => (
          <li key={index}>
            <Finding finding={finding} />
          </li>
        ))}
      </ol>
      {found.length > shown && (
        <button type="button" class="more" onClick={() => setShown(shown + PAGE)}>
          Show more ({found.length - shown} left)
        </button>
      )}
    </>
  );
}

/** One finding: what is wrong where, why it matters, and what to do. */
export function Finding({ finding }: { readonly finding: Diagnostic }) {
  const { severity, rule, object, path, detail, why, fix, construct, position } = finding;
  const place =
    construct ?? (position === undefined ? undefined : `${position.source}:${position.line}:${position.column}`);
  return (
    <article class={`finding ${severity}`}>
      <p class="what">
        <span class={`severity ${severity}`}>{severity}</span>
        <code>{rule}</code>
        <span>
          {object.kind} {object.namespace === undefined ? '' : `${object.namespace}/`}
          {object.name}
        </span>
        {place !== undefined && <span class="place">{place}</span>}
      </p>
      <p class="detail">
        {path !== '' && !namesItsField(finding) && <code>{path}</code>} <Said text={detail} />
      </p>
      <p>
        <Said text={why} />
      </p>
      <p class="fix">
        <span aria-hidden="true">→ </span>
        <Said text={fix} />
      </p>
    </article>
  );
}

function textOf({ rule, object, path, detail }: Diagnostic): string {
  return [rule, object.kind, `${object.namespace ?? ''}/${object.name}`, path, detail].join(' ').toLowerCase();
}
