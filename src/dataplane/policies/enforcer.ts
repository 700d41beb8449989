import type { Journey } from '../journey';
import type { Enforcement } from './ruling';

/** Whoever enforces NetworkPolicies. */
export interface Enforcer {
  /** What becomes of a connection; undefined where no policy is asked. */
  judge(journey: Journey): Enforcement | undefined;
}

/** A network that does not know NetworkPolicies. */
export const NO_ENFORCER: Enforcer = { judge: () => undefined };
