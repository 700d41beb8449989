/** Every limit on time and effort that a target keeps while it probes. */
export interface Budgets {
  /** Tries of a probe that always gets the same answer. Default: 11. */
  readonly tries: number;
  /** Further tries for every further distinct answer, so that another endpoint has its chance to show. Default: 7. */
  readonly triesPerFurtherAnswer: number;
  /** Tries of a probe that gets no answer at all. Default: 2. */
  readonly silentTries: number;
  /** Most tries of one probe, whatever it gets. Default: 40. */
  readonly mostTries: number;
  /** How long one try waits for its answer, in milliseconds. Default: 2000. */
  readonly answerTimeoutMs: number;
  /** How long a DNS query waits before it is sent again, in milliseconds. Default: 2000. */
  readonly dnsTimeoutMs: number;
  /** How often a DNS query is sent before its server counts as silent. Default: 2. */
  readonly dnsAttempts: number;
  /** Probes that run at the same time; the tries of one probe follow each other. Default: 32. */
  readonly concurrentProbes: number;
}

/** The limits that hold where none are given. */
export const DEFAULT_BUDGETS: Budgets = Object.freeze({
  tries: 11,
  triesPerFurtherAnswer: 7,
  silentTries: 2,
  mostTries: 40,
  answerTimeoutMs: 2000,
  dnsTimeoutMs: 2000,
  dnsAttempts: 2,
  concurrentProbes: 32,
});
