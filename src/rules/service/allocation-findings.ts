import type { AllocationReason } from '../../model/allocation/allocation-failure';
import type { Finding } from '../cursor';
import type { StageContext } from '../rule';

/** What allocation says for these reasons, as findings; where something is taken, with the Service that holds it. */
export function* allocationFindings({ allocation }: StageContext, ...reasons: AllocationReason[]): Iterable<Finding> {
  for (const { reason, takenBy, ...finding } of allocation) {
    if (!reasons.includes(reason)) continue;
    yield takenBy === undefined ? finding : { ...finding, why: `It belongs to the Service ${takenBy}.` };
  }
}
