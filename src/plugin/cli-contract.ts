import type { Printable } from '../terms/printable';

/**
 * What cdk8s-cli and a validation plugin have in common (`lib/plugins/validation` there), by shape: a plugin is loaded
 * by the command line and has no business importing it.
 */
export interface ValidationPlugin {
  /** Submits the report; without that, the command line takes the validation for incomplete. */
  validate(context: ValidationContext): Promise<void>;
}

/** What a plugin is given. */
export interface ValidationContext {
  /** Paths of the YAML files that were synthesized. */
  readonly manifests: readonly string[];
  /** Paths of constructs, by the name of their object alone: of several objects with one name it has the last. */
  readonly metadata?: ConstructMetadata;
  readonly report: ValidationReport;
}

/** Construct paths by the name of an object. */
export type ConstructMetadata = Readonly<Record<string, { readonly path: string }>>;

/** What a plugin writes into. */
export interface ValidationReport {
  addViolation(violation: Violation): void;
  submit(status: 'success' | 'failure', metadata?: Readonly<Record<string, string>>): void;
}

/** One rule that is broken, and by which objects. */
export interface Violation {
  readonly ruleName: string;
  readonly recommendation: Printable;
  readonly fix: Printable;
  readonly violatingResources: readonly ViolatingResource[];
}

/** An object that breaks a rule. The command line adds the construct path that its metadata has for the name. */
export interface ViolatingResource {
  readonly resourceName: Printable;
  readonly manifestPath: Printable;
  readonly locations: readonly Printable[];
}
