import type { ObjectRef } from '../terms/object-ref';

/** Who says so: the API server when the object is created, the objects among each other once deployed, or good practice. */
export type DiagnosticSource = 'apiserver' | 'links' | 'practice';

/** `error`: it will not work. `warning`: it is likely not what was meant. `info`: worth knowing. */
export type Severity = 'error' | 'warning' | 'info';

/** What is wrong, in the words of the API server's `details.causes[].reason` (without their `FieldValue`). */
export type DiagnosticKind =
  | 'Required'
  | 'Invalid'
  | 'NotSupported'
  | 'Forbidden'
  | 'Duplicate'
  | 'TooLong'
  | 'TooMany'
  | 'TypeInvalid'
  | 'InternalError'
  /** Something that the object refers to is not there (only from `links`). */
  | 'NotFound'
  /** Accepted, but without effect (warnings of the API server and `practice`). */
  | 'Ignored';

/** Where an object, or a field of it, stands in a file. Lines and columns count from 1. */
export interface SourcePosition {
  readonly source: string;
  readonly line: number;
  readonly column: number;
}

/** One finding, as data. */
export interface Diagnostic {
  /** Id of the rule, which is also its file and its page: `service/node-port-range`. */
  readonly rule: string;
  readonly source: DiagnosticSource;
  readonly severity: Severity;
  readonly kind: DiagnosticKind;
  readonly object: ObjectRef;
  /** Field path as the API server prints it: `spec.ports[0].nodePort`. Empty for the object as a whole. */
  readonly path: string;
  /** The value found there, if there is one. */
  readonly value?: unknown;
  /** What is wrong with the value. Where the API server has a sentence for it, that sentence word for word. */
  readonly detail: string;
  /** Why it matters: who refuses it, or what will not work. */
  readonly why: string;
  /** What to do about it. */
  readonly fix: string;
  /** Page of the rule, relative to the package: `docs/rules/service/node-port-range.md`. Of a rule of one's own, what it names. */
  readonly docs?: string;
  /** Path of the construct that made the object, for objects that come from a construct tree. */
  readonly construct?: string;
  /** Where it stands in the input, for objects that come from a file. */
  readonly position?: SourcePosition;
}
