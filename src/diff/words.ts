import { describeRef } from '../terms/object-ref';
import type { Answer, Difference, FieldChange } from './difference';

/** Who answers, or what comes of it instead. */
export function answerText({ outcome, by, location, seenPath }: Answer): string {
  if (outcome !== 'reached') return outcome;
  if (location !== undefined && by.length === 0) return `sent to ${location}`;
  const asked = seenPath === undefined ? '' : `, asked for ${seenPath}`;
  return `${by.length === 0 ? 'answered' : `answered by ${by.join(' and ')}`}${asked}`;
}

/** `Service shop/web spec.selector.app: x -> y`. */
export function changeText({ object, path, before, after }: FieldChange): string {
  const called = describeRef(object);
  if (path === '') return `${called} ${before === undefined ? 'is new' : 'is gone'}`;
  if (before === undefined) return `${called} ${path}: ${valueText(after)} is new`;
  if (after === undefined) return `${called} ${path}: ${valueText(before)} is gone`;
  return `${called} ${path}: ${valueText(before)} -> ${valueText(after)}`;
}

/** A longer value says nothing at a glance. */
const MAX_VALUE = 60;

export function valueText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE)}...` : text;
}

/** So many changes are told of one request. */
const MAX_CHANGES = 5;

export function changeTexts(changes: readonly FieldChange[]): readonly string[] {
  const shown = changes.slice(0, MAX_CHANGES).map(changeText);
  return changes.length > MAX_CHANGES ? [...shown, `and ${changes.length - MAX_CHANGES} more`] : shown;
}

/** Whether nothing becomes of a network. */
export function isNothing({ refused, lost, gained, moved, exposed, hidden, disrupted, kept }: Difference): boolean {
  return [refused, lost, gained, moved, exposed, hidden, disrupted, kept].every((list) => list.length === 0);
}

/** `1 refused, 2 lost, 1 gained`: what there is, and what nobody wants even if there is none of it. */
export function sumText({ refused, lost, gained, moved, exposed, hidden, disrupted, objects }: Difference): string {
  const counts = [
    [refused.length, 'refused', true],
    [lost.length, 'lost', true],
    [gained.length, 'gained', true],
    [moved.length, 'answered by others', false],
    [exposed.length, 'exposed', true],
    [hidden.length, 'no more exposed', false],
    [disrupted.length, 'disrupted', false],
  ] as const;
  const told = counts.filter(([count, , always]) => count > 0 || always).map(([count, what]) => `${count} ${what}`);
  const { added, changed, removed, equal } = objects;
  return `${told.join(', ')}  (objects: ${added} new, ${changed} changed, ${removed} gone, ${equal} equal)`;
}
