import type { Capability, Probe, SeenRequest } from './probe';

/** Somebody answers. */
export interface ReachedExpectation {
  readonly kind: 'connection';
  readonly outcome: 'reached';
  /** Who may answer: Pods (`namespace/name`) or external hosts. Absent: anybody. */
  readonly by?: readonly string[];
  /** HTTP status. */
  readonly status?: number;
  /** The Location header of the answer. Absent: anything. */
  readonly location?: string;
  /** The path that whoever answers sees. Absent: anything. */
  readonly seenPath?: string;
}

/** Nobody answers: refused, timed out or closed. Only believed where a positive control from the same vantage point passes. */
export interface BlockedExpectation {
  readonly kind: 'connection';
  readonly outcome: 'blocked';
  /** Who says so: `NetworkPolicy shop/deny`. Absent: an intent. */
  readonly because?: string;
}

/** No DNS server answers. Only believed where a positive control from the same vantage point passes. */
export interface SilentExpectation {
  readonly kind: 'dns';
  readonly outcome: 'blocked';
  /** Who says so: `NetworkPolicy shop/deny`. */
  readonly because: string;
}

/** Whatever is found is right: somebody who is not known decides. */
export interface OpenExpectation {
  readonly kind: 'open';
  /** Who decides: `the network plugin`. */
  readonly on: string;
  /** What it is that they decide. */
  readonly why: string;
}

/** A request is answered in this way; what is absent may be anything. */
export interface RequestExpectation {
  readonly kind: 'request';
  readonly outcome: 'reached';
  /** Who may answer; empty: the Gateway itself. */
  readonly by?: readonly string[];
  readonly status?: number;
  readonly grpcStatus?: number;
  /** Of a redirect. */
  readonly location?: string;
  /** What the Pod sees. */
  readonly seen?: Partial<SeenRequest>;
  /** Fields of the answer. */
  readonly headers?: Readonly<Record<string, readonly string[]>>;
  /** Who else gets the request. */
  readonly copies?: readonly string[];
  /** The share of each Pod, within {@link SHARE_TOLERANCE}. */
  readonly share?: Readonly<Record<string, number>>;
}

/** How far the share of a Pod may be from what weights say: tries are few, and dice are thrown. */
export const SHARE_TOLERANCE = 0.12;

/** The name has records of the type asked for, and all of them are among these. */
export interface RecordsExpectation {
  readonly kind: 'dns';
  readonly data: readonly string[];
}

/** The environment holds these variables with these values. */
export interface EnvExpectation {
  readonly kind: 'env';
  readonly env: Readonly<Record<string, string>>;
}

/** What a probe should find. */
export type Expectation =
  | ReachedExpectation
  | BlockedExpectation
  | RequestExpectation
  | RecordsExpectation
  | SilentExpectation
  | EnvExpectation
  | OpenExpectation;

/** Why a probe is not sent. */
export interface Unsent {
  readonly why: string;
  /** Whether that is made, or decided, outside of the input, so that nothing is amiss in it. */
  readonly elsewhere: boolean;
  /** Who decides what comes of it, where that is why. Absent: nobody does. */
  readonly on?: string;
}

/** A probe, what it should find, and where it stands in the matrix. */
export interface PlannedProbe extends Probe {
  readonly expect: Expectation;
  /** What is probed, the heading of a group of rows: `ClusterIP my-service`, `intents paths`. */
  readonly subject: string;
  /** The object that is probed: `Service/shop/web`. Absent for what is not asked of one object. */
  readonly object?: string;
  /** How it is addressed, the row: `my-service:80`. */
  readonly row: string;
  /** Who asks, the column: `frontend`, `node worker`, `outside`. */
  readonly client: string;
  /** Why it is not sent: nothing could be learnt from it. */
  readonly unsent?: Unsent;
  /** What the target must be able to do. */
  readonly requires?: Capability;
}
