/** Every limit on time and effort that a target on a cluster keeps; times are in milliseconds. */
export interface ClusterBudgets {
  /** Tries of a probe that always gets the same answer: who answers is a throw of dice. Default: 11. */
  readonly tries: number;
  /** Further tries for every further distinct answer, so that another endpoint has its chance to show. Default: 7. */
  readonly triesPerFurtherAnswer: number;
  /** Tries of a probe that gets no answer at all. Default: 2. */
  readonly silentTries: number;
  /** Tries of a request that rules divide among several backends, so that their shares show. Default: 200. */
  readonly shareTries: number;
  /** Until all Pods run and are ready, or are known not to become so. Default: 60000. */
  readonly podsMs: number;
  /** After that, until load balancers and Ingresses have addresses and EndpointSlices say what the Pods do. Default: 8000. */
  readonly addressesMs: number;
  /** After that, until controllers have said of every Gateway and route what becomes of it. Default: 30000. */
  readonly gatewaysMs: number;
  /** Until a Pod to send probes from runs. Default: 30000. */
  readonly proberMs: number;
  /** For a network to act on a NetworkPolicy; one that did not by then enforces none. Default: 6000. */
  readonly enforcementMs: number;
  /** Until everything that was made is gone again. Default: 45000. */
  readonly cleanupMs: number;
}

export const DEFAULT_CLUSTER_BUDGETS: ClusterBudgets = Object.freeze({
  tries: 11,
  triesPerFurtherAnswer: 7,
  silentTries: 2,
  shareTries: 200,
  podsMs: 60_000,
  addressesMs: 8_000,
  gatewaysMs: 30_000,
  proberMs: 30_000,
  enforcementMs: 6_000,
  cleanupMs: 45_000,
});
