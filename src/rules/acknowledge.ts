import type { Diagnostic } from '../diagnostics/diagnostic';
import { isDate, today } from '../terms/date';
import { isObject, stringOr } from '../terms/json';
import { groupBy } from '../terms/maps';
import { nearest } from '../terms/nearest';
import { keyOf, type ObjectRef } from '../terms/object-ref';
import { ACKNOWLEDGE_ANNOTATION, type Acknowledgement, type AppliedAcknowledgement, sharedAt } from './acknowledgement';
import type { Engine, Judged } from './engine';

/** What is left to say, and the manifest that it is about: an empty one if it is about an option. */
export type Reviewed = Pick<Judged, 'given' | 'diagnostics'>;

/**
 * The results without the findings that are acknowledged, and with what is wrong with acknowledgements: those that
 * nothing corresponds to, and those of findings that the API server rejects the object for. What is wrong with the
 * option stands in results of its own at the end.
 */
export function acknowledge(
  results: readonly Judged[],
  engine: Engine,
  { options, ruleIds }: { options: readonly Acknowledgement[]; ruleIds: ReadonlySet<string> },
): readonly Reviewed[] {
  const general = options.map((entry, index) => toEntry(entry, `acknowledge[${index}]`));
  const byRule = groupBy(general, ({ rule }) => rule);
  const reviewed = results.map((result) => {
    const own = ofAnnotation(result, ruleIds);
    if (own.length === 0 && (result.diagnostics.length === 0 || general.length === 0)) return result;
    const ownByRule = groupBy(own, ({ rule }) => rule);
    const kept = result.diagnostics.filter((diagnostic) => {
      const entries = [...(ownByRule.get(diagnostic.rule) ?? []), ...(byRule.get(diagnostic.rule) ?? [])];
      return !isTakenBack(diagnostic, entries);
    });
    const reviews = own.length === 0 ? [] : engine.review(result.ref, own);
    return { ...result, diagnostics: [...kept, ...reviews] };
  });
  const reviews = general.map((entry, index) =>
    reviewOption(entry, options[index] as Acknowledgement, results, engine),
  );
  return [...reviewed, ...reviews];
}

/** An acknowledgement whose outcome is still open to change. */
type Entry = { -readonly [Key in keyof AppliedAcknowledgement]: AppliedAcknowledgement[Key] };

function toEntry(acknowledgement: Acknowledgement, path: string): Entry {
  const { expires } = acknowledgement;
  return { ...acknowledgement, path, outcome: expires !== undefined && expires < today() ? 'expired' : 'stale' };
}

function ofAnnotation({ ref, manifest, decodes }: Judged, ruleIds: ReadonlySet<string>): Entry[] {
  const metadata = decodes && isObject(manifest.metadata) ? manifest.metadata : {};
  const annotations = isObject(metadata.annotations) ? metadata.annotations : {};
  if (!Object.hasOwn(annotations, ACKNOWLEDGE_ANNOTATION)) return [];
  const lines = stringOr(annotations[ACKNOWLEDGE_ANNOTATION])
    .split('\n')
    .map((line) => line.trim());
  return lines.filter(Boolean).flatMap((line) => {
    const [, rule = line, expires, rest = ''] = /^([^\s:]+)(?:\s+expires\s+([^\s:]+))?:(.*)$/.exec(line) ?? [];
    const reason = rest.trim();
    const isRead = reason !== '' && (expires === undefined || isDate(expires));
    if (isRead && isElsewhere(rule, ruleIds)) return [];
    const path = `metadata.annotations[${ACKNOWLEDGE_ANNOTATION}]`;
    const given = { rule, reason, object: nameOf(ref), ...(expires === undefined ? {} : { expires }) };
    const entry = toEntry(given, path);
    return [
      isRead ? (ruleIds.has(rule) ? entry : { ...entry, outcome: 'unknown' }) : { ...entry, outcome: 'malformed' },
    ];
  });
}

/** Whether an id is that of somebody's own rule, which this run was not given: no group of rules is called like its group. */
function isElsewhere(rule: string, ruleIds: ReadonlySet<string>): boolean {
  const [group = '', name] = rule.split('/');
  const groups = new Set([...ruleIds].map((id) => id.split('/')[0] ?? ''));
  return name !== undefined && !groups.has(group) && nearest(group, groups) === undefined;
}

/** Whether an acknowledgement takes a finding back; every one that is meant for it counts as used. */
function isTakenBack(diagnostic: Diagnostic, entries: readonly Entry[]): boolean {
  const meant = entries.filter(({ object, outcome }) => {
    return (
      (outcome === 'stale' || outcome === 'used') && (object === undefined || object === nameOf(diagnostic.object))
    );
  });
  const refused = diagnostic.source === 'apiserver' && diagnostic.severity === 'error';
  for (const entry of meant) entry.outcome = refused ? 'refused' : 'used';
  return meant.length > 0 && !refused;
}

/** What there is to say of an entry of the option. One that many inputs share is no news to those that it is not about. */
function reviewOption(entry: Entry, option: Acknowledgement, results: readonly Judged[], engine: Engine): Reviewed {
  const position = sharedAt(option);
  if (position !== undefined && !isAbout(entry, results)) return { given: {}, diagnostics: [] };
  const diagnostics = engine.review(refOfOption(entry), [entry]);
  return {
    given: {},
    diagnostics: position === undefined ? diagnostics : diagnostics.map((each) => ({ ...each, position })),
  };
}

/** Whether the input has the object that an entry names, or, where it names none, a finding of its rule. */
function isAbout({ object, rule }: Entry, results: readonly Judged[]): boolean {
  if (object !== undefined) return results.some(({ ref }) => nameOf(ref) === object);
  return results.some(({ diagnostics }) => diagnostics.some((each) => each.rule === rule));
}

/** What an entry of the option is about, as far as it says so. */
function refOfOption({ object = '' }: Entry): ObjectRef {
  const [kind = '', ...rest] = object.split('/');
  const [name = '', namespace] = rest.reverse();
  return { apiVersion: '', kind, name, ...(namespace === undefined ? {} : { namespace }) };
}

function nameOf({ kind, namespace, name }: ObjectRef): string {
  return `${kind}/${keyOf(namespace, name)}`;
}
