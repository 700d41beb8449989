/** Every limit on time that a target on a cluster keeps while it deploys and tidies up; in milliseconds. */
export interface ClusterBudgets {
  /** Until all Pods run and are ready, or are known not to become so. Default: 60000. */
  readonly podsMs: number;
  /** After that, until load balancers and Ingresses have addresses and EndpointSlices say what the Pods do. Default: 8000. */
  readonly addressesMs: number;
  /** Until a Pod to send probes from runs. Default: 30000. */
  readonly proberMs: number;
  /** Until everything that was made is gone again. Default: 45000. */
  readonly cleanupMs: number;
}

export const DEFAULT_CLUSTER_BUDGETS: ClusterBudgets = Object.freeze({
  podsMs: 60_000,
  addressesMs: 8_000,
  proberMs: 30_000,
  cleanupMs: 45_000,
});
