import type { RouteRule } from '../model/gateway/objects';
import type { Note } from './note';

/** Which requests a rule is for: plain ones, those over TLS, or both. */
export type Scheme = 'http' | 'https' | 'both';

/** A rule of a route, before it is known which route has it. */
export interface PlannedRule {
  /** Namespace of the Ingress that it follows from, and so of its route. */
  readonly namespace: string;
  /** `namespace/name` of the Ingress. */
  readonly ingress: string;
  readonly scheme: Scheme;
  readonly rule: RouteRule;
}

/** What answers for a host: rules, best first where nothing else decides. */
export interface PlannedHost {
  /** A name or a wildcard; absent: every host that has no plan of its own. */
  readonly host: string | undefined;
  /** The Secret (`namespace/name`) with its certificate. Absent: it does not have one. */
  readonly certificate: string | undefined;
  /** With which status all plain requests are sent to https. Absent: they are not, or not all. */
  readonly redirectsAll: number | undefined;
  readonly rules: readonly PlannedRule[];
}

/** What a controller makes of its Ingresses, in terms of routes. */
export interface Plan {
  readonly hosts: readonly PlannedHost[];
  readonly policies: readonly TLSToBackend[];
  readonly notes: readonly Note[];
}

/** A Service whose backends speak TLS. */
export interface TLSToBackend {
  readonly namespace: string;
  readonly service: string;
  readonly hostname: string;
}
