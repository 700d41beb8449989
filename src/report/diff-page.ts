import type { Difference } from '../diff/difference';
import { isNothing } from '../diff/words';
import type { PageData } from './page-data';

/** The page of a difference. */
export function diffPage(difference: Difference): PageData {
  const { added, changed, removed, equal } = difference.objects;
  return {
    title: 'What this changes',
    verdict: verdictOf(difference),
    facts: [`objects: ${added} new`, `${changed} changed`, `${removed} gone`, `${equal} equal`],
    notes: difference.notes,
    difference,
  };
}

function verdictOf(difference: Difference): NonNullable<PageData['verdict']> {
  const { refused, lost, exposed } = difference;
  if (refused.length > 0) return { text: 'refused', mark: 'failed' };
  if (lost.length > 0) return { text: 'something is lost', mark: 'failed' };
  if (exposed.length > 0) return { text: 'exposed to the outside', mark: 'notRun' };
  return { text: isNothing(difference) ? 'no difference' : 'nothing is lost', mark: 'passed' };
}
