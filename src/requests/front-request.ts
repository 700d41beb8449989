/** A request that arrives from outside, at whoever serves its host. */
export interface FrontRequest {
  readonly protocol: 'http' | 'https';
  /** The Host header and, over TLS, the server name. */
  readonly host: string;
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** What it follows from: `Ingress shop/web`, `HTTPRoute shop/web`. */
  readonly about: string;
}
