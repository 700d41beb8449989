import type { PlannedProbe } from '../expectation';

/** A probe before it has its number. */
export type Draft = Omit<PlannedProbe, 'id'>;
