import type { DiagnosticSource, Severity } from '../diagnostics/diagnostic';
import type { NetworkModel } from '../model/network-model';
import type { ObjectRef } from '../terms/object-ref';
import type { ClusterOptions } from './cluster-options';
import type { Cursor, Finding } from './cursor';

/**
 * When the API server applies a rule. Each stage is reached only by objects that the one before let pass:
 * - `decode`: JSON types, unknown fields (400);
 * - `allocate`: cluster IPs and node ports of Services; its first failure is returned alone;
 * - `validate`: everything else, all findings together (422);
 * - `deployed`: nobody refuses it, but it does not work or warns; judged for every object that decodes.
 */
export type Stage = 'decode' | 'allocate' | 'validate' | 'deployed';

/** What a rule may look at beside the object itself. All of it is read-only. */
export interface RuleContext {
  readonly object: ObjectRef;
  /** All objects of the input. */
  readonly model: NetworkModel;
  /** The cluster that the objects are meant for. */
  readonly cluster: ClusterOptions;
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

/** One rule: a pure generator of findings, and all that its page says. It throws, prints and mutates nothing. */
export interface Rule {
  /** Its file under `src/rules`, its page under `docs/rules`: `service/node-port-range`. */
  readonly id: string;
  readonly source: DiagnosticSource;
  readonly stage: Stage;
  readonly severity: Severity;
  /** Kinds of the objects that it judges. */
  readonly kinds: readonly string[];
  /** Kubernetes versions that it holds for: from `since` up to and including `until`. Absent: all. */
  readonly versions?: { readonly since?: string; readonly until?: string };
  /** One sentence: what has to hold. */
  readonly summary: string;
  /** Who refuses it, or what does not work, with the place in Kubernetes that says so. */
  readonly why: string;
  /** What to do. */
  readonly fix: string;
  readonly passing: readonly RuleExample[];
  readonly failing: readonly FailingExample[];
  check(object: Cursor, context: RuleContext): Iterable<Finding>;
}

/** Declares a rule. */
export function defineRule(rule: Rule): Rule {
  return Object.freeze(rule);
}
