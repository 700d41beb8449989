/** In what two answers to one request can differ. */
export type Facet =
  /** Whether there is an answer at all. */
  | 'connection'
  /** Who answers: the proxy itself, or a backend. */
  | 'answer'
  | 'status'
  | 'location'
  /** Which Services answer, on which ports. */
  | 'backend'
  | 'weight'
  /** The path that the backend is asked for. */
  | 'path'
  /** The Host header that the backend gets. */
  | 'host'
  /** Another header that the backend gets. */
  | 'header'
  | 'cors'
  /** `Strict-Transport-Security` of the answer. */
  | 'hsts';

/** What a migration does not take along as it was. */
export interface Note {
  /** By which it can be accepted: `canary-by-cookie`, `path-case`. */
  readonly name: string;
  /** `namespace/name` of the Ingress; absent: it holds for all of a controller. */
  readonly ingress?: string;
  /** Full key and value of the annotation that it is about. */
  readonly annotation?: { readonly key: string; readonly value: string };
  /** What it did, and what becomes of it: one sentence. */
  readonly text: string;
  /** What implementations offer in its place. */
  readonly extension?: string;
  /** Differences that follow from it. */
  readonly explains: readonly Facet[];
  /** Statuses of the controller that others get no more. */
  readonly statuses?: readonly number[];
  /** The prefix that it is about. */
  readonly prefix?: string;
  /** Whether requests are let through now that were refused. */
  readonly opens?: boolean;
}
