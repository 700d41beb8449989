import type { Diagnostic } from '../diagnostics/diagnostic';
import type { ObjectRef } from '../terms/object-ref';

/** A field of an object that two sides have otherwise. */
export interface FieldChange {
  readonly object: ObjectRef;
  /** `spec.selector.app`; '' for the object as a whole, which one side does not have. */
  readonly path: string;
  /** Absent on the side that does not have it. */
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Who answers a request, or what comes of it instead. */
export interface Answer {
  /** `reached`, `HTTP 404`, `refused`, `timedOut`, `unresolved`, `closed`. */
  readonly outcome: string;
  /** What made the Pods that answer (`Deployment/shop/web`), and hosts outside: sorted. */
  readonly by: readonly string[];
  /** Where the answer sends its client. */
  readonly location?: string;
  /** The path that the Pod was asked for, where that is another one than the client's. */
  readonly seenPath?: string;
  /** Who decides which of several outcomes it is, and why that is open; absent where nobody does. */
  readonly depends?: string;
}

/** Requests that are answered otherwise than before, all alike. */
export interface ReachChange {
  /** As it is asked for: `my-service:80`, `https://shop.example.com/cart`. */
  readonly to: string;
  /** Other addresses of the same, for which the same holds. */
  readonly alsoTo: readonly string[];
  /** Who asks: `frontend`, `node worker`, `outside`. */
  readonly clients: readonly string[];
  readonly before: Answer;
  readonly after: Answer;
  /** What was changed in the objects that serve it. */
  readonly through: readonly FieldChange[];
}

/** Requests that cannot be told before the cluster exists. */
export interface Unknown {
  readonly to: string;
  readonly why: string;
}

/** Something that clients outside of the cluster can ask for. */
export interface Exposure {
  readonly object: ObjectRef;
  /** `node port 30080/TCP`, `load balancer port 443/TCP`, `http://shop.example.com/cart`. */
  readonly what: string;
}

/** What an update does to connections and Pods that are there. */
export interface Disruption {
  readonly object: ObjectRef;
  readonly effect: string;
  readonly through: readonly FieldChange[];
}

/** A field that the new manifest leaves out, and that stays as it is. */
export interface Kept {
  readonly object: ObjectRef;
  readonly path: string;
  readonly value: unknown;
  /** What follows. */
  readonly effect: string;
}

/** What comes of applying manifests over others. This is the JSON of `--format json`. */
export interface Difference {
  readonly version: 1;
  /** What the API server refuses, in its own words. What is refused stays as it was. */
  readonly refused: readonly Diagnostic[];
  readonly lost: readonly ReachChange[];
  readonly gained: readonly ReachChange[];
  /** Answered before and afterwards, by others. */
  readonly moved: readonly ReachChange[];
  /** What is left to what others make or decide, on one side at least; and what depends on the network plugin. */
  readonly unknown: readonly Unknown[];
  readonly exposed: readonly Exposure[];
  readonly hidden: readonly Exposure[];
  readonly disrupted: readonly Disruption[];
  readonly kept: readonly Kept[];
  /** How many objects of the new manifests are new, changed, gone and equal. */
  readonly objects: {
    readonly added: number;
    readonly changed: number;
    readonly removed: number;
    readonly equal: number;
  };
  /** What had to be assumed, a sentence each. */
  readonly notes: readonly string[];
}
