/** Every limit on time and effort that a target keeps while it probes. */
export interface Budgets {
  /** Most tries of one probe, whatever it gets. Default: 40. */
  readonly mostTries: number;
  /** How long one try waits for its answer, in milliseconds. Default: 2000. */
  readonly answerTimeoutMs: number;
  /** How long a DNS query waits before it is sent again, in milliseconds. Default: 2000. */
  readonly dnsTimeoutMs: number;
  /** How often a DNS query is sent before its server counts as silent. Default: 2. */
  readonly dnsAttempts: number;
  /**
   * Probes that run at the same time; the tries of one probe follow each other. On a cluster those that wait in vain do not count, and
   * wait for all their tries at once. Default: 32.
   */
  readonly concurrentProbes: number;
}

/** The limits that hold where none are given. */
export const DEFAULT_BUDGETS: Budgets = Object.freeze({
  mostTries: 40,
  answerTimeoutMs: 2000,
  dnsTimeoutMs: 2000,
  dnsAttempts: 2,
  concurrentProbes: 32,
});
