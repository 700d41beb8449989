import type { DnsRecord } from '../dataplane/dns/answer';
import type { RuleListing } from '../dataplane/listings/rule-listing';
import type { Link } from '../dataplane/trace';
import type { Protocol } from '../model/objects';
import type { IPFamily } from '../terms/ip';
import type { CurrentProxyMode } from '../terms/proxy-mode';
import type { Vantage } from '../terms/vantage';
import type { GatewayFacts, GatewayRouteFacts, GatewayWay } from './gateway-explanation';

/** How something in a cluster is served, as data: this is the JSON of `explain --format json`. */
export interface Explanation {
  readonly version: 1;
  /** What was asked for. */
  readonly what: string;
  /** What that was taken for. */
  readonly kind: 'service' | 'name' | 'address' | 'url' | 'gateway' | 'gatewayRoute';
  /** In one sentence what it is. */
  readonly summary: string;
  /** DNS records of a name, as the cluster's DNS server answers; of a Service those of all its names. */
  readonly records: readonly DnsRecord[];
  /** The Services that it leads to. */
  readonly services: readonly ServiceFacts[];
  /** Only for URLs of Ingresses: the way through them. */
  readonly route?: RouteFacts;
  /** Only for URLs of Gateways: the way through each Gateway that is for the host and port. */
  readonly ways?: readonly GatewayWay[];
  /** Only for a Gateway: its listeners, what attaches to them, and its conditions. */
  readonly gateway?: GatewayFacts;
  /** Only for a route of Gateway API: where it is served, what its rules take, and its conditions. */
  readonly gatewayRoute?: GatewayRouteFacts;
  /** What becomes of clients that connect. */
  readonly clients: readonly ClientFacts[];
  /** Only when asked for: what kube-proxy programs for these Services on a node. */
  readonly rules?: RulesFacts;
  /** What else matters. */
  readonly notes: readonly string[];
}

/** A Service as the cluster has it. */
export interface ServiceFacts {
  /** `namespace/name`. */
  readonly service: string;
  /** Its type, or `headless`. */
  readonly type: string;
  /** What Pods of its namespace call it, what those of others do, and the whole name. */
  readonly names: readonly string[];
  readonly clusterIPs: readonly string[];
  readonly externalIPs: readonly string[];
  readonly loadBalancerIPs: readonly string[];
  readonly externalName?: string;
  readonly selector?: Readonly<Record<string, string>>;
  /** Fields that change where traffic goes, those that are not as by default. */
  readonly policies: Readonly<Record<string, string | number | readonly string[]>>;
  /** What the kubelet gives containers of its namespace that start when the Service is there. */
  readonly variables: Readonly<Record<string, string>>;
  /** Why kube-proxy has no rules for it; absent when it has. */
  readonly notProxied?: string;
  readonly ports: readonly PortFacts[];
}

/** A port of a Service, where it leads, and what nodes choose from. */
export interface PortFacts {
  /** '' for the only one without a name. */
  readonly name: string;
  readonly protocol: Protocol;
  readonly port: number;
  readonly targetPort: number | string;
  readonly nodePort?: number;
  readonly endpoints: readonly EndpointFacts[];
  /** Why it has no ready endpoint; absent when it has one. */
  readonly whyNone?: string;
  /** What each node may choose from; absent where kube-proxy has no rules. */
  readonly candidates?: readonly CandidateFacts[];
}

/** An endpoint of a Service port, or a Pod that its selector selects and that is none. */
export interface EndpointFacts {
  readonly address: string;
  /** The target port; absent when the Pod has no such named port. */
  readonly port?: number;
  /** `namespace/name`. */
  readonly pod?: string;
  readonly node?: string;
  readonly zone?: string;
  readonly ready: boolean;
  readonly serving: boolean;
  readonly terminating: boolean;
  /** Why it is not ready. */
  readonly why?: string;
}

/** What nodes choose from, `address:port`; nodes with the same lists stand together. */
export interface CandidateFacts {
  readonly nodes: readonly string[];
  /** Of which IP family the addresses are; absent where the Service has one alone. */
  readonly family?: IPFamily;
  /** For the cluster IP. */
  readonly internal: CandidateList;
  /** For external addresses and node ports; absent when the Service has none. */
  readonly external?: CandidateList;
}

export interface CandidateList {
  readonly endpoints: readonly string[];
  /** What narrowed the list, or what happens as it is empty. */
  readonly why: string;
}

/** What becomes of a client's connection. */
export interface ClientFacts {
  readonly from: Vantage;
  /** `pod shop/frontend-1`, `node worker`, `outside`. */
  readonly client: string;
  readonly to: { readonly host: string; readonly port: number; readonly protocol: Protocol };
  /** What the destination is: `cluster IP`, `node port`, ... */
  readonly entry: string;
  /** `left`: a controller that is not modelled decides. */
  readonly outcome: 'served' | 'refused' | 'dropped' | 'unresolved' | 'closed' | 'left';
  /** Outcomes of other tries: one of two endpoints refuses. */
  readonly also: readonly ('served' | 'refused' | 'dropped')[];
  /** Who answers, in alphabetical order. */
  readonly by: readonly string[];
  /** The addresses that they see the client at. */
  readonly seenAs: readonly string[];
  /** HTTP status, where an Ingress controller or a Gateway answers. */
  readonly status?: number;
  /** In one sentence why. */
  readonly why: string;
  /** Who may decide otherwise, and what about; absent where nobody may. */
  readonly depends?: string;
  /** The links of the way, up to and including the first broken one. */
  readonly links: readonly Link[];
}

/** The way of a URL through the Ingresses. */
export interface RouteFacts {
  readonly url: string;
  readonly host: string;
  readonly path: string;
  /** The rule or default backend that takes it; absent when none does. */
  readonly winner?: {
    readonly ingress: string;
    readonly field: string;
    readonly route: string;
    readonly backend: string;
  };
  readonly why: string;
  /** Every other way in, and what it lacked. */
  readonly losers: readonly { readonly route: string; readonly lacks: string }[];
  /** What the controller of the class does with the request. */
  readonly controller: ControllerFacts;
}

/** What kube-proxy programs on a node. */
export interface RulesFacts {
  readonly mode: CurrentProxyMode;
  readonly node: string;
  readonly listings: readonly RuleListing[];
}

/** What an Ingress controller does with a request, in its own terms. */
export interface ControllerFacts {
  /** `Contour`, `ingress-nginx`, or another controller, of which only what the Ingress API says is known. */
  readonly name: string;
  /** `left`: it is not modelled. */
  readonly action: 'forward' | 'respond' | 'close' | 'left';
  readonly reason: string;
  /** HTTP status and Location of an answer of its own. */
  readonly status?: number;
  readonly location?: string;
  /** Host, path and query as the backend gets them, where that is not what the client sent. */
  readonly passedOn?: string;
}
