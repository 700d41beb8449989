import type { Link } from '../dataplane/trace';
import type { World } from '../model/elsewhere/world';
import type { Manifest } from '../model/manifest';
import type { Deployed } from '../probes/deployed';
import type { Capability, Verdict } from '../probes/probe';
import type { RecordedProbe } from '../probes/recorded';
import type { Vantage } from '../terms/vantage';

export type { Link };

/** Somewhere to deploy to. The states are types: only what was started can be deployed to, only what was deployed can be probed. */
export interface Target {
  /** How reports call it: `embedded`, `kind nftables`. */
  readonly name: string;
  /** Starts it; `signal` ends the attempt, and takes down what was started so far. */
  start(signal?: AbortSignal): Promise<StartedTarget>;
}

/** A target that runs. Disposing of it takes down what was started, and all that was deployed. */
export interface StartedTarget extends AsyncDisposable {
  /**
   * Deploys objects: first everything but Pods, then the Pods.
   *
   * @param world what is known of things that others make, for a target that can give stand-ins for them
   */
  deploy(manifests: readonly Manifest[], signal?: AbortSignal, world?: World): Promise<Deployment>;
}

/** Manifests that are deployed. Disposing of it removes them. */
export interface Deployment extends Deployed, AsyncDisposable {
  /** What probes may need of it; those that need something else are not supported. */
  readonly capabilities: ReadonlySet<Capability>;
  /** How long, in milliseconds, a change may take until every node acts on it; 0 where it acts at once. May grow during a run. */
  readonly convergesWithinMs: number;
  /** What had to be assumed, a sentence each. Default: nothing. */
  readonly notes?: readonly string[];
  /** Adds objects while the Pods already run. */
  apply(manifests: readonly Manifest[], signal?: AbortSignal): Promise<void>;
  /** Tells a Pod (`namespace/name`) to stop: from then on it is terminating, still serving. */
  terminate(pod: string): Promise<void>;
  /**
   * Sends probes, also as JSON has them; verdicts come in the order of the probes.
   *
   * @param onAnswer called for each probe that has its verdict
   */
  probe(probes: readonly RecordedProbe[], signal?: AbortSignal, onAnswer?: () => void): Promise<readonly Verdict[]>;
  /** Why a probe ended as it did, link by link from the name to the Pod. */
  evidence(probe: RecordedProbe): Promise<Evidence>;
}

/** The links that a probe went over, up to and including the first broken one. */
export interface Evidence {
  readonly from: Vantage;
  readonly links: readonly Link[];
}
