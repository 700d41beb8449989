/** A certificate that an Ingress controller serves. */
export interface ServerCertificate {
  /** The Secret it came from: `namespace/name`. */
  readonly secret: string;
  /** Subject: `CN=www.example.com`. */
  readonly subject: string;
  /** PEM of the certificate chain and of its private key. */
  readonly cert: string;
  readonly key: string;
}

/** An HTTP request that arrives at an Ingress controller. */
export interface IngressRequest {
  /** The Host header, as it was sent. */
  readonly host: string;
  /** The request target: path and query. */
  readonly path: string;
  /** Present when the request came over TLS; `sni` is the server name that the client sent, if it did. */
  readonly tls?: { readonly sni?: string };
}

/** What an Ingress controller does with a request, and why in one sentence. */
export type IngressRoute =
  /** Balanced over endpoints, which are Pods' addresses: the Service's own address is not used. */
  | {
      readonly action: 'forward';
      readonly endpoints: readonly { readonly address: string; readonly port: number }[];
      /** The Service that the endpoints are those of: `namespace/name`. */
      readonly service: string;
      /** The Ingress with the rule: `namespace/name`. */
      readonly ingress: string;
      readonly certificate?: ServerCertificate;
      readonly reason: string;
    }
  /** Answered by the controller itself. */
  | {
      readonly action: 'respond';
      readonly status: number;
      readonly certificate?: ServerCertificate;
      readonly reason: string;
    }
  /** The TLS handshake ends without a certificate. */
  | { readonly action: 'close'; readonly reason: string };

/** The behaviour of an Ingress controller where the Ingress specification leaves room. */
export interface IngressController {
  /** The certificate for a server name; undefined: the handshake is closed. */
  certificateFor(sni: string | undefined): ServerCertificate | undefined;
  route(request: IngressRequest): IngressRoute;
}
