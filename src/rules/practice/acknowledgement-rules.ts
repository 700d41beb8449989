import type { StagedRule } from '../rule';
import { expiredAcknowledgement } from './expired-acknowledgement';
import { staleAcknowledgement } from './stale-acknowledgement';
import { voidAcknowledgement } from './void-acknowledgement';

/** Rules about acknowledgements of the findings of other rules. */
export const acknowledgementRules: readonly StagedRule[] = [
  staleAcknowledgement,
  expiredAcknowledgement,
  voidAcknowledgement,
];
