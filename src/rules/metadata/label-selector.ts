import { viewOf } from '../../model/view';
import type { JsonObject } from '../../terms/json';
import { NEWEST_MINOR } from '../../terms/kubernetes-version';
import { labelValueErrors, qualifiedNameErrors } from '../../terms/qualified-name';
import type { Cursor, Finding } from '../cursor';
import { checkLabels } from './labels';

const LISTS: ReadonlySet<string> = new Set(['In', 'NotIn']);
const SINGLE: ReadonlySet<string> = new Set(['Exists', 'DoesNotExist']);

/** What the API server says of a LabelSelector (ValidateLabelSelector in apimachinery/pkg/apis/meta/v1/validation). */
export function* checkLabelSelector(selector: Cursor, minor: number): Iterable<Finding> {
  yield* checkLabels(selector.at('matchLabels'), minor);
  for (const expression of selector.at('matchExpressions').items()) yield* checkRequirement(expression, minor);
}

function* checkRequirement(requirement: Cursor, minor: number): Iterable<Finding> {
  const [key, operator, values] = [requirement.at('key'), requirement.at('operator'), requirement.at('values')];
  const count = values.items().length;
  if (LISTS.has(operator.text)) {
    if (count === 0) yield values.required("must be specified when `operator` is 'In' or 'NotIn'");
  } else if (SINGLE.has(operator.text)) {
    if (count > 0) yield values.forbidden("may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
  } else {
    yield operator.invalid('not a valid selector operator', {}, operator.text);
  }
  for (const error of qualifiedNameErrors(key.text, minor)) yield key.invalid(error, {}, key.text);
  for (const value of values.items()) {
    for (const error of labelValueErrors(value.text, minor)) yield value.invalid(error);
  }
}

/** Whether a LabelSelector can select anything; what the API server complains of differs in words only from version to version. */
export const isUnderstood = viewOf((selector: Cursor) => {
  for (const _ of checkLabelSelector(selector, NEWEST_MINOR)) return false;
  return true;
});

/** A LabelSelector as Go prints it: keys in order, and nothing that is empty. */
export function printedSelector(selector: Cursor): JsonObject {
  const labels = printedLabels(selector.at('matchLabels')) ?? {};
  const expressions = selector.at('matchExpressions').items().map(printedRequirement);
  return {
    ...(Object.keys(labels).length === 0 ? {} : { matchLabels: labels }),
    ...(expressions.length === 0 ? {} : { matchExpressions: expressions }),
  };
}

function printedRequirement(requirement: Cursor): JsonObject {
  const values = requirement.at('values').items();
  return {
    key: requirement.at('key').text,
    operator: requirement.at('operator').text,
    ...(values.length === 0 ? {} : { values: values.map(({ text }) => text) }),
  };
}

/** Labels as Go prints them, in the order of their keys; undefined, which prints as null, where there are none. */
export function printedLabels(labels: Cursor): JsonObject | undefined {
  if (!labels.present) return undefined;
  const entries = labels.entries().map(([key, { text }]) => [key, text] as const);
  return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)));
}
