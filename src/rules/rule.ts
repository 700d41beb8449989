import type { DiagnosticSource, Severity } from '../diagnostics/diagnostic';
import type { AllocationFailure } from '../model/allocation/allocation-failure';
import type { NetworkModel } from '../model/network-model';
import type { DecodeProblem } from '../model/schema/decode';
import type { ObjectRef } from '../terms/object-ref';
import type { AppliedAcknowledgement } from './acknowledgement';
import type { Cluster, ClusterOptions } from './cluster-options';
import type { Cursor, Finding } from './cursor';
import type { CustomResource } from './custom-resources';

/**
 * When a rule is applied. The API server takes an object through the first five, each of which is reached only by
 * objects that the one before let pass:
 * - `decode`: JSON types, unknown fields (400). Rules see the manifest, and no other object;
 * - `allocate`: cluster IPs and node ports of Services. Rules see the object with its defaults, if allocation fails;
 * - `validate`: everything else, all findings together (422). Rules see what allocation filled in as well;
 * - `store`: what is found out only when the object is written (409, 500);
 * - `warn`: accepted with a Warning header. Rules see what they see under `validate`.
 *
 * The other two judge what nobody refuses:
 * - `deployed`: it does not work, or not as meant. Rules see every object that decodes, as it stands in the manifest;
 * - `review`: about the acknowledgements, once everything else is known.
 */
export type Stage = 'decode' | 'allocate' | 'validate' | 'store' | 'warn' | 'deployed' | 'review';

/** What a rule may look at beside the object itself. All of it is read-only. */
export interface RuleContext {
  readonly object: ObjectRef;
  /** All objects of the input that decode. Under `decode` it is empty: what decodes is not yet known. */
  readonly model: NetworkModel;
  /** The cluster that the objects are meant for. */
  readonly cluster: Cluster;
  /** Minor number of the cluster's Kubernetes version: 34 for `1.34`. */
  readonly minor: number;
}

/** The facts that stages put into words, beside what every rule sees. */
export interface StageContext extends RuleContext {
  /** What decoding the object met: rules of the stage `decode` say it. */
  readonly decoding: readonly DecodeProblem[];
  /** Why a Service does not get its addresses and node ports: rules of the stage `allocate` say it. */
  readonly allocation: readonly AllocationFailure[];
  /** Whether an earlier object of the input has the same kind, namespace and name. */
  readonly exists: boolean;
  /** The object as a custom resource whose definition is known. */
  readonly custom: CustomResource | undefined;
  /** What became of the object's acknowledgements: rules of the stage `review` say it. */
  readonly acknowledgements: readonly AppliedAcknowledgement[];
}

/** An input that shows a rule at work; the table test runs it and the rule's page prints it. */
export interface RuleExample {
  readonly title: string;
  /** YAML, one or several documents. */
  readonly manifests: string;
  /** Options of `checkManifests` that the example needs. */
  readonly options?: Partial<ClusterOptions>;
}

/** An example that the rule refuses, and where. */
export interface FailingExample extends RuleExample {
  readonly path: string;
  readonly kind: Finding['kind'];
}

/** One rule: a pure generator of findings, and all that its page says. It throws, prints and changes nothing. */
export interface Rule {
  /**
   * Group and name, in lower case with hyphens: `service/node-port-range`. Findings carry it; acknowledgements and
   * severities refer to it.
   */
  readonly id: string;
  /** Severity of its findings, where they have none of their own. */
  readonly severity: Severity;
  /** Kinds of the objects that it judges; `*` for every object. */
  readonly kinds: readonly string[];
  /**
   * The field that it is about, as names with dots between them: `spec.externalIPs`. Objects without it are none of its
   * business. Default: it sees every object of its kinds.
   */
  readonly field?: string;
  /** Kubernetes versions that it holds for: from `since` up to and including `until`. Default: all. */
  readonly versions?: { readonly since?: string; readonly until?: string };
  /** One sentence: what has to hold. */
  readonly summary: string;
  /** Who refuses it, or what does not work, with the place in Kubernetes that says so. */
  readonly why: string;
  /** What to do. */
  readonly fix: string;
  /** Where it is described, for `docs` of its findings. Default: nowhere; rules of this package have a page in `docs/rules`. */
  readonly docs?: string;
  readonly passing: readonly RuleExample[];
  readonly failing: readonly FailingExample[];
  /**
   * Yields what is wrong with an object.
   *
   * @param object The object as it stands in the manifest.
   */
  check(object: Cursor, context: RuleContext): Iterable<Finding>;
}

/** A rule of this package, whose id is also its file under `src/rules` and its page under `docs/rules`. */
export interface StagedRule extends Rule {
  readonly source: DiagnosticSource;
  readonly stage: Stage;
  /** The facts of the context that it puts into words: where there are none it is not asked. */
  readonly facts?: 'custom' | 'decoding' | 'exists';
  /** Whether it is a rule of somebody else, of which nobody knows what its findings follow from. */
  readonly isOwn?: true;
  check(object: Cursor, context: StageContext): Iterable<Finding>;
}

/** A rule, and the way to the field that it is about. */
export interface BookedRule {
  readonly rule: StagedRule;
  readonly way: readonly string[];
}

/** @internal */
export function defineRule(rule: StagedRule): StagedRule;
/** Declares a rule. */
export function defineRule(rule: Rule): Rule;
export function defineRule(rule: Rule): Rule {
  return Object.freeze(rule);
}
