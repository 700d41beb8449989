import type { Labels, LabelSelector } from '../../model/objects';
import { isObject } from '../../terms/json';

/** A LabelSelector, or labels in place of one; undefined for anything else. */
export function labelSelectorFrom(given: unknown): LabelSelector | undefined {
  if (!isObject(given)) return undefined;
  const { matchLabels, matchExpressions, ...others } = given;
  const isSelector =
    Object.keys(others).length === 0 &&
    (matchLabels === undefined || areLabels(matchLabels)) &&
    (matchExpressions === undefined || Array.isArray(matchExpressions));
  if (isSelector) return given;
  return areLabels(given) ? { matchLabels: given } : undefined;
}

export function areLabels(value: unknown): value is Labels {
  return isObject(value) && Object.values(value).every((each) => typeof each === 'string');
}
