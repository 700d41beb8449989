import type { Left } from '../../model/left-to-controller';
import type { ServerCertificate } from '../../model/server-certificate';

/** An HTTP request that arrives at an Ingress controller. */
export interface IngressRequest {
  /** The Host header, as it was sent. */
  readonly host: string;
  /** The request target: path and query. */
  readonly path: string;
  /** Default: `GET`. */
  readonly method?: string;
  /** Other headers, names in lower case. Default: none. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The client's address. Default: one that no list of addresses names. */
  readonly client?: string;
  /** Present when the request came over TLS; `sni` is the server name that the client sent, if it did. */
  readonly tls?: { readonly sni?: string };
}

/** Endpoints of a Service that requests are balanced over. */
export interface Balanced {
  /** Addresses of Pods, mostly: the Service's own address is not used. */
  readonly endpoints: readonly { readonly address: string; readonly port: number }[];
  /** The Service that the endpoints are those of: `namespace/name`. */
  readonly service: string;
}

/** A request as a backend gets it. */
export interface BackendRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** All headers, the Host header among them, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A request is passed on to an endpoint. */
export interface ForwardedRoute extends Balanced {
  readonly action: 'forward';
  /** The Ingress with the rule: `namespace/name`. */
  readonly ingress: string;
  readonly certificate?: ServerCertificate;
  readonly reason: string;
  /** What the backend gets. Default: what the client sent. */
  readonly request?: BackendRequest;
  /** Whether the backend is spoken to over TLS. Default: it is not. */
  readonly overTls?: boolean;
  /** Where a part of such requests goes instead, from 0 to 1. Default: nowhere. */
  readonly canary?: Balanced & { readonly share: number };
  /** Headers that are added to the answer. Default: none. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What a Location header of the answer is made of. Default: it stays. */
  readonly locations?: { readonly from: string; readonly to: string };
  /** The status where no endpoint takes the connection. Default: 503. */
  readonly unreachable?: number;
  /** What answers in place of a backend's answer with one of these statuses. Default: nothing does. */
  readonly errorPages?: ReadonlyMap<number, IngressRoute>;
}

/** A request is answered by the controller itself. */
export interface RespondedRoute {
  readonly action: 'respond';
  readonly status: number;
  /** Headers of the answer, names in lower case. Default: none that matter. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly certificate?: ServerCertificate;
  /** The Ingress that it follows from: `namespace/name`. Absent where none is for the request. */
  readonly ingress?: string;
  readonly reason: string;
}

/** What becomes of a request is known to the controller alone. */
export interface LeftRoute extends Left {
  readonly action: 'left';
  readonly certificate?: ServerCertificate;
  readonly reason: string;
}

/** What an Ingress controller does with a request, and why in one sentence. */
export type IngressRoute =
  | ForwardedRoute
  | RespondedRoute
  /** The TLS handshake ends without a certificate, or nobody listens. */
  | { readonly action: 'close'; readonly reason: string }
  /** What it does is not modelled. */
  | LeftRoute;

/** The behaviour of an Ingress controller where the Ingress specification leaves room. */
export interface IngressController {
  /** The certificate for a server name; undefined: the handshake is closed. */
  certificateFor(sni: string | undefined): ServerCertificate | undefined;
  route(request: IngressRequest): IngressRoute;
}
