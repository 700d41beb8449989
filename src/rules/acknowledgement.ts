import type { SourcePosition } from '../diagnostics/diagnostic';
import { isDate } from '../terms/date';
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
  /** The last day on which it counts, as `YYYY-MM-DD` in UTC; from the next one on it is a finding itself. Default: it never expires. */
  readonly expires?: string;
}

/** An acknowledgement, and what became of it. */
export interface AppliedAcknowledgement extends Acknowledgement {
  /** Where it stands: a field of the object, or an entry of the option: `acknowledge[0]`. */
  readonly path: string;
  /**
   * `used`: a finding was taken back. `stale`: there was none. `refused`: the API server rejects the object, whoever
   * acknowledges it. `expired`: its last day is over. `malformed`: a line that is not `rule-id: reason` or
   * `rule-id expires YYYY-MM-DD: reason`. `unknown`: there is no such rule.
   */
  readonly outcome: 'used' | 'stale' | 'refused' | 'expired' | 'malformed' | 'unknown';
}

/** Annotation of an object that acknowledges findings about it: lines `rule-id: reason`, or `rule-id expires YYYY-MM-DD: reason`. */
export const ACKNOWLEDGE_ANNOTATION = 'cdk8s-net.dev/acknowledge';

/** Notes that an entry of the option stands in a configuration, which serves other inputs as well. */
export function noteShared(entry: Acknowledgement, position: SourcePosition): void {
  SHARED.set(entry, position);
}

/** Where the configuration has an entry; undefined for one that was given for this input alone. */
export function sharedAt(entry: Acknowledgement): SourcePosition | undefined {
  return SHARED.get(entry);
}

const SHARED = new WeakMap<Acknowledgement, SourcePosition>();

/**
 * @param option where the entry stands: `acknowledge[0]`
 * @throws OptionsError for an entry that cannot be used
 */
export function checkAcknowledgement(entry: unknown, option: string, ruleIds: ReadonlySet<string>): void {
  if (!isObject(entry) || typeof entry.rule !== 'string' || !ruleIds.has(entry.rule)) {
    const remedy =
      'give { rule, reason, object?, expires? } with the id that a finding carries, like "links/target-port-undeclared"';
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
  if (entry.expires !== undefined && !isDate(entry.expires)) {
    const remedy = 'give the last day on which it counts, like "2026-12-31"';
    throw new OptionsError(`${option}.expires`, entry.expires, 'is not a day of the calendar', remedy);
  }
}
