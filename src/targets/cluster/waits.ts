/** How long targets on clusters wait for what is not theirs, where no budget of the user says so; in milliseconds. */
export const WAITS = Object.freeze({
  /** For the response to one request: an API server that is paused neither answers nor refuses. */
  requestMs: 10_000,
  /** Before a request or command that failed is sent again. */
  retryMs: 250,
  /** Before a watch that ended is opened again. */
  watchRetryMs: 500,
  /** For an API server that is away to come back: one that restarts again and again is held back longer and longer. */
  awayMs: 60_000,
  /** For one that does not answer from the beginning. */
  startMs: 15_000,
  /** For an API server that was away to know its users again. */
  deniedMs: 10_000,
  /**
   * For a cluster to work again after its API server was away: whoever watches it asks less and less often, and
   * controllers that could not renew their lease start anew and wait until it is over.
   */
  recoveryMs: 60_000,
  /** For a node to start a command: one that is paused takes the connection, and says nothing. */
  handshakeMs: 10_000,
  /** For the other side of a connection to close it, too. */
  goodbyeMs: 1_000,
  /** For a command in a Pod to end. */
  commandMs: 10_000,
  /** For the first answer to a probe, before it counts as silent for now: others go on, and its further tries are sent. */
  silenceMs: 500,
  /** For the answer of a prober, beyond the time that its tries may take. */
  answerGraceMs: 10_000,
  /** For a new namespace to get its service account, without which it takes no Pod. */
  serviceAccountMs: 15_000,
  /** Before it is looked for again. */
  serviceAccountPollMs: 50,
  /**
   * For Pods to go in order. One that was told to stop before, with a longer period, keeps to that whatever it is told
   * now, and a node that does not answer tells nobody that its Pods are gone. They have to be gone 5 seconds after their
   * namespace was told to go: if the namespace controller finds any then, it comes back only after half of their grace
   * period.
   */
  orderlyRemovalMs: 3_000,
  /** Before it is looked again whether a network acts on a NetworkPolicy. */
  enforcementPollMs: 250,
  /** For a connection to a Gateway that was just programmed: its proxy may not run yet, and packets to it are dropped. */
  doorMs: 1_000,
  /** For an add-on of a kind cluster to run. */
  rolloutMs: 180_000,
  /** For containers of a kind cluster whose run was killed: the engine makes what it was told to. */
  lateContainersMs: 2_000,
  /** For the nodes of a new kind cluster to take Pods. */
  nodesMs: 120_000,
  /** For kube-proxy to run in the mode that was asked for, or to show that it cannot. */
  kubeProxyMs: 60_000,
  /** Before any of them is looked at again. */
  rolloutPollMs: 300,
  /** For a cluster of our own to converge: kube-proxy acts at once, load balancers and Ingress controllers take seconds. */
  ownConvergenceMs: 5_000,
  /** For any other: kube-proxy may be a second behind, an Ingress controller some more, and a DNS cache half a minute. */
  convergenceMs: 10_000,
});
