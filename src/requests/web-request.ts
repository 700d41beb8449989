import type { IPFamily } from '../terms/ip';

/** A request of HTTP or gRPC that a client outside makes by its URL, whoever serves it: an Ingress controller, or a Gateway. */
export interface WebRequest {
  readonly kind: 'web';
  readonly protocol: 'http' | 'https' | 'grpc';
  readonly port: number;
  /** The Host header and, over TLS, the server name. */
  readonly host: string;
  /** Path and query. */
  readonly path: string;
  /** Default: that of the protocol. */
  readonly method?: string;
  /** Names in lower case. Default: none. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: the first family of the cluster. */
  readonly family?: IPFamily;
}

/** A request, and what it follows from: `Ingress shop/web`, `HTTPRoute shop/web`. */
export interface DerivedRequest {
  readonly about: string;
  readonly request: WebRequest;
}
