import type { ComponentChildren } from 'preact';
import type { Answer, FieldChange, ReachChange } from '../../../diff/difference';
import { answerText } from '../../../diff/words';
import { describeRef } from '../../../terms/object-ref';
import { Finding } from '../findings';
import type { Entry, Sort } from './entries';
import { SORTS } from './entries';

/** The sign of what becomes of a network, which says the same as its colour. */
export function SortSign({ sort }: { readonly sort: Sort }) {
  return (
    <span class={`sign mark-${SORTS[sort].mark}`} aria-hidden="true">
      {SORTS[sort].sign}
    </span>
  );
}

/** One thing that becomes of a network, for whom, and through what. */
export function EntryView({ entry }: { readonly entry: Entry }) {
  if (entry.sort === 'refused') return <Finding finding={entry.of} />;
  return (
    <article class={`finding entry mark-${SORTS[entry.sort].mark}`}>
      <Content entry={entry} />
    </article>
  );
}

function Content({ entry }: { readonly entry: Exclude<Entry, { sort: 'refused' }> }) {
  const { sort, of } = entry;
  switch (sort) {
    case 'lost':
    case 'gained':
    case 'moved':
      return <Reach entry={entry} change={of} />;
    case 'exposed':
    case 'hidden':
      return <Head entry={entry} title={of.what} aside={`by ${describeRef(of.object)}`} />;
    case 'disrupted':
      return (
        <>
          <Head entry={entry} title={describeRef(of.object)} aside={of.effect} />
          <Changes changes={of.through} />
        </>
      );
    case 'kept':
      return (
        <>
          <Head entry={entry} title={`${describeRef(of.object)} ${of.path}`} aside={of.effect} />
          <p>
            stays <Value value={of.value} />
          </p>
        </>
      );
    case 'unknown':
      return <Head entry={entry} title={of.to} aside={of.why} />;
  }
}

interface HeadProps {
  readonly entry: Entry;
  readonly title: string;
  readonly aside?: string;
}

function Head({ entry, title, aside }: HeadProps) {
  return (
    <p class="what">
      <SortSign sort={entry.sort} />
      <strong class="title">{title}</strong>
      {aside !== undefined && <span>{aside}</span>}
    </p>
  );
}

function Reach({ entry, change }: { readonly entry: Entry; readonly change: ReachChange }) {
  const { to, alsoTo, clients, before, after, through } = change;
  return (
    <>
      <Head entry={entry} title={to} />
      <dl class="wide">
        <Fact name="For">{clients.join(', ')}</Fact>
        <Fact name="Before">
          <AnswerText answer={before} />
        </Fact>
        <Fact name="Then">
          <AnswerText answer={after} />
        </Fact>
        {alsoTo.length > 0 && <Fact name="The same of">{alsoTo.join(', ')}</Fact>}
      </dl>
      <Changes changes={through} />
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function AnswerText({ answer }: { readonly answer: Answer }) {
  return <span class={answer.outcome === 'reached' ? 'answer good' : 'answer'}>{answerText(answer)}</span>;
}

/** So many changes are shown before somebody asks for the others. */
const SHOWN = 5;

/** What was changed, field by field. */
function Changes({ changes }: { readonly changes: readonly FieldChange[] }) {
  if (changes.length === 0) return null;
  const [shown, others] = [changes.slice(0, SHOWN), changes.slice(SHOWN)];
  return (
    <>
      <h3>Through</h3>
      <ChangeList changes={shown} />
      {others.length > 0 && (
        <details>
          <summary>{others.length} more</summary>
          <ChangeList changes={others} />
        </details>
      )}
    </>
  );
}

function ChangeList({ changes }: { readonly changes: readonly FieldChange[] }) {
  return (
    <ul class="changes">
      {changes.map(({ object, path, before, after }) => (
        <li key={`${describeRef(object)} ${path}`}>
          <span class="object">{describeRef(object)}</span>
          {path === '' ? (
            <span>{before === undefined ? 'is new' : 'is gone'}</span>
          ) : (
            <>
              <code class="path">{path}</code>
              {before === undefined && <span>is new</span>}
              {after === undefined && <span>is gone</span>}
              <span class="values">
                {before !== undefined && (
                  <del>
                    <Value value={before} />
                  </del>
                )}
                {before !== undefined && after !== undefined && <span aria-hidden="true">→</span>}
                {after !== undefined && (
                  <ins>
                    <Value value={after} />
                  </ins>
                )}
              </span>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

/** A value in full: on one line where it is a word, else as JSON that can be read. */
function Value({ value }: { readonly value: unknown }) {
  if (typeof value !== 'object' || value === null) return <code>{String(value)}</code>;
  return <pre tabIndex={0}>{JSON.stringify(value, undefined, 2)}</pre>;
}
