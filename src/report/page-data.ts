import type { Diagnostic } from '../diagnostics/diagnostic';
import type { Difference } from '../diff/difference';
import type { Explanation } from '../explain/explanation';
import type { Drawing } from '../graph/layout/drawing';
import type { Mark } from '../probes/marks';
import type { Link } from '../targets/target';

/** What a page shows: data alone, which its scripts turn into text. What is absent has no part on it. */
export interface PageData {
  /** What the page is about: `verify`, with the name of the target. */
  readonly title: string;
  readonly verdict?: { readonly text: string; readonly mark: Mark };
  /** What there is to know of the run, a few words each. */
  readonly facts: readonly string[];
  /** What a reader has to know, a sentence each. */
  readonly notes: readonly string[];
  readonly probes?: readonly PageProbe[];
  /** What kube-proxy programs on nodes, which probes refer to. */
  readonly rules?: readonly PageRules[];
  readonly findings?: readonly Diagnostic[];
  readonly drawing?: Drawing;
  readonly explanation?: Explanation;
  /** Of two sets of manifests. */
  readonly difference?: Difference;
  /** Of two targets. */
  readonly differences?: readonly PageDifference[];
}

/** A probe: where it stands in the matrix, and what came of it. */
export interface PageProbe {
  readonly id: string;
  readonly subject: string;
  /** `Service/shop/web`. Absent for what is not asked of one object. */
  readonly object?: string;
  readonly row: string;
  readonly client: string;
  /** Who exactly asked: `pod shop/web-1`. */
  readonly from: string;
  readonly mark: Mark;
  /** What it found, in a word or two. */
  readonly outcome: string;
  readonly expected: string;
  /** Whether nobody should answer. */
  readonly isBlocked?: true;
  readonly observed: string;
  /** Link by link from the client to the Pod, up to the first broken one. */
  readonly links?: readonly Link[];
  /** Which of the page's rules decide about it. */
  readonly rules?: number;
  /** Which of the page's findings foretold it. */
  readonly findings?: readonly number[];
}

/** What kube-proxy programs for a Service on a node. */
export interface PageRules {
  readonly title: string;
  readonly listings: readonly { readonly command: string; readonly lines: readonly string[] }[];
}

/** A cell on which two targets do not agree. */
export interface PageDifference {
  readonly subject: string;
  readonly row: string;
  readonly client: string;
  /** What each of them found, the one that the page is about first. */
  readonly found: readonly [string, string];
}
