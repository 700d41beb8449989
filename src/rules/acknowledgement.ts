import { isObject, stringOr } from '../terms/json';
import { OptionsError } from '../terms/options-error';

/** A finding that somebody accepts, and why. */
export interface Acknowledgement {
  /** Id of the rule: `links/target-port-undeclared`. */
  readonly rule: string;
  /** Why it is all right. Required: who reads it later has to know. */
  readonly reason: string;
  /** `Kind/namespace/name`, or `Kind/name` of a cluster-scoped object. Default: every object. */
  readonly object?: string;
}

/** An acknowledgement, and what became of it. */
export interface AppliedAcknowledgement extends Acknowledgement {
  /** Where it stands: a field of the object, or an entry of the option: `acknowledge[0]`. */
  readonly path: string;
  /**
   * `used`: a finding was taken back. `stale`: there was none. `refused`: the API server rejects the object, whoever
   * acknowledges it. `malformed`: a line that is not `rule-id: reason`. `unknown`: there is no such rule.
   */
  readonly outcome: 'used' | 'stale' | 'refused' | 'malformed' | 'unknown';
}

/** Annotation of an object that acknowledges findings about it: lines `rule-id: reason`. */
export const ACKNOWLEDGE_ANNOTATION = 'cdk8s-net.dev/acknowledge';

/**
 * @param option where the entry stands: `acknowledge[0]`
 * @throws OptionsError for an entry that cannot be used
 */
export function checkAcknowledgement(entry: unknown, option: string, ruleIds: ReadonlySet<string>): void {
  if (!isObject(entry) || typeof entry.rule !== 'string' || !ruleIds.has(entry.rule)) {
    const remedy =
      'give { rule, reason, object? } with the id that a finding carries, like "links/target-port-undeclared"';
    throw new OptionsError(`${option}.rule`, isObject(entry) ? entry.rule : entry, 'is not the id of a rule', remedy);
  }
  if (stringOr(entry.reason).trim() === '') {
    const remedy = 'say in a sentence why the finding is all right';
    throw new OptionsError(`${option}.reason`, entry.reason, 'is not a reason', remedy);
  }
  if (entry.object !== undefined && !/^[^/\s]+(\/[^/\s]+){1,2}$/.test(stringOr(entry.object))) {
    const remedy =
      'give Kind/namespace/name, or Kind/name for a cluster-scoped object, or leave it out for every object';
    throw new OptionsError(`${option}.object`, entry.object, 'does not name an object', remedy);
  }
}
