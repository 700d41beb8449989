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
