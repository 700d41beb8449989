import type { CandidateOutcome } from '../model/gateway/attachment';
import type { Condition } from '../model/gateway/conditions';

/** A Gateway, and what attaches to it. */
export interface GatewayFacts {
  /** `namespace/name`. */
  readonly gateway: string;
  readonly gatewayClassName: string;
  readonly addresses: readonly string[];
  /** What its status will say. */
  readonly conditions: readonly Condition[];
  /** Its own listeners, then those of ListenerSets. */
  readonly listeners: readonly ListenerFacts[];
}

/** A listener of a Gateway. */
export interface ListenerFacts {
  readonly name: string;
  /** The ListenerSet that it is from: `namespace/name`; absent for those of the Gateway itself. */
  readonly listenerSet?: string;
  readonly port: number;
  readonly protocol: string;
  /** Absent: every host. */
  readonly hostname?: string;
  /** Kinds of routes that it takes. */
  readonly kinds: readonly string[];
  /** Secrets of the certificates that it serves: `namespace/name`. */
  readonly certificates: readonly string[];
  readonly conditions: readonly Condition[];
  /** Every route that refers to it, served there or not. */
  readonly routes: readonly ListenerRouteFacts[];
}

/** What a route is to a listener that it refers to. */
export interface ListenerRouteFacts {
  /** `HTTPRoute shop/web`. */
  readonly route: string;
  readonly attached: boolean;
  /** The host names that it is served under there; `*` for every host. */
  readonly hostnames: readonly string[];
  /** What its status will say of this parent; empty where nobody says it. */
  readonly conditions: readonly Condition[];
}

/** A route of Gateway API, and where it is served. */
export interface GatewayRouteFacts {
  /** `HTTPRoute shop/web`. */
  readonly route: string;
  /** One for each reference to a parent. */
  readonly parents: readonly ParentFacts[];
  readonly rules: readonly RuleFacts[];
}

/** What became of a reference of a route to a parent. */
export interface ParentFacts {
  /** Where it stands: `spec.parentRefs[0]`. */
  readonly path: string;
  /** `Gateway shop/edge`. */
  readonly parent: string;
  /** Whether the parent is among the manifests. */
  readonly exists: boolean;
  /** The listeners that it may mean. */
  readonly listeners: readonly ParentListenerFacts[];
  /** What the status of the route will say of this parent; empty where nobody says it. */
  readonly conditions: readonly Condition[];
}

/** A listener that a reference of a route may mean, and what came of it. */
export interface ParentListenerFacts extends Pick<ListenerFacts, 'name' | 'port' | 'protocol' | 'hostname'> {
  /** `attached`, or what stands in the way. */
  readonly outcome: CandidateOutcome;
  /** The host names that the route is served under there; `*` for every host. */
  readonly hostnames: readonly string[];
}

/** What a rule of a route takes, and where that goes. */
export interface RuleFacts {
  /** Where it stands: `spec.rules[0]`. */
  readonly rule: string;
  /** `PathPrefix /cart`; empty for routes of connections, which take all of them. */
  readonly matches: readonly string[];
  /** Types of its filters, in their order. */
  readonly filters: readonly string[];
  readonly backends: readonly BackendFacts[];
  /** Who gets copies. */
  readonly mirrors: readonly string[];
}

/** The way of a request through a Gateway. */
export interface GatewayWay {
  /** `namespace/name`. */
  readonly gateway: string;
  /** The listener that takes it; absent where none does. */
  readonly listener?: string;
  /** The host name of the route that takes it, as a pattern. */
  readonly hostname?: string;
  /** `HTTPRoute shop/web`; absent where no rule takes the request. */
  readonly route?: string;
  /** Where its rule stands: `spec.rules[0]`. */
  readonly rule?: string;
  /** What of the rule took the request: `PathPrefix /cart`. */
  readonly match?: string;
  /** Types of the filters of the rule, in their order. */
  readonly filters: readonly string[];
  readonly backends: readonly BackendFacts[];
  /** Who gets copies. */
  readonly mirrors: readonly string[];
  /** Rules that take the request as well, and why they give way. */
  readonly losers: readonly { readonly route: string; readonly why: string }[];
  /** Status and Location of an answer of the Gateway's own. */
  readonly status?: number;
  readonly location?: string;
  /** Host, path and query as backends get them, where that is not what the client sent. */
  readonly passedOn?: string;
  /** In one sentence. */
  readonly why: string;
}

/** Where a part of the requests goes. */
export interface BackendFacts {
  /** `Service shop/web port 80`. */
  readonly backend: string;
  /** `namespace/name` of the Service; absent for other kinds. */
  readonly service?: string;
  /** From 0 to 1. */
  readonly share: number;
  /** What the Gateway answers in its place; absent where somebody can be asked. */
  readonly status?: number;
  readonly why: string;
}
