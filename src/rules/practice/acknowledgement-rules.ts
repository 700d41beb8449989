import type { StagedRule } from '../rule';
import { staleAcknowledgement } from './stale-acknowledgement';
import { voidAcknowledgement } from './void-acknowledgement';

/** Rules about acknowledgements of the findings of other rules. */
export const acknowledgementRules: readonly StagedRule[] = [staleAcknowledgement, voidAcknowledgement];
