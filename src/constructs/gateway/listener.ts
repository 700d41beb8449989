import type { LabelSelector } from '../../model/objects';

/** Which routes, or listeners, may attach: those of which namespaces. */
export interface AllowedNamespaces {
  /**
   * `Same` for the namespace of the object itself, `All`, `Selector` for those whose labels the selector takes, `None` for no
   * listeners of others.
   *
   * @default - 'Same' for routes, 'None' for listeners
   */
  readonly from?: 'All' | 'Same' | 'Selector' | 'None';
  /**
   * Labels of the namespaces, with `Selector`.
   *
   * @default - none
   */
  readonly selector?: LabelSelector;
}

/** Which routes a listener takes. */
export interface AllowedRoutes {
  /**
   * Namespaces of the routes.
   *
   * @default - the namespace of the listener
   */
  readonly namespaces?: AllowedNamespaces;
  /**
   * Kinds of the routes.
   *
   * @default - all that the protocol can have
   */
  readonly kinds?: readonly { readonly group?: string; readonly kind: string }[];
}

/** A Secret with a certificate: its name, with a namespace where it is another one (which takes a ReferenceGrant there). */
export interface CertificateRef {
  readonly group?: string;
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
}

interface ListenerBase {
  /** Name by which routes refer to the listener: a DNS subdomain, unique in the Gateway. */
  readonly name: string;
  /** Port that clients dial, 1 to 65535. Literals outside do not compile. */
  readonly port: number;
  /**
   * Which routes may attach.
   *
   * @default - those of the same namespace, of every kind that the protocol can have
   */
  readonly allowedRoutes?: AllowedRoutes;
}

interface Hosted {
  /**
   * Host that the listener is for; `*.example.com` takes any number of labels before it.
   *
   * @default - every host
   */
  readonly hostname?: string;
}

/** What a listener needs to end TLS itself: certificates, or options from which the controller gets them. */
export type TerminateTls =
  | {
      readonly mode?: 'Terminate';
      readonly certificateRefs: readonly CertificateRef[];
      readonly options?: Readonly<Record<string, string>>;
    }
  | {
      readonly mode?: 'Terminate';
      readonly certificateRefs?: undefined;
      readonly options: Readonly<Record<string, string>>;
    };

/** Plain HTTP. */
export interface HttpListener extends ListenerBase, Hosted {
  readonly protocol: 'HTTP';
  readonly tls?: undefined;
}

/** HTTP over TLS, which the listener ends. */
export interface HttpsListener extends ListenerBase, Hosted {
  readonly protocol: 'HTTPS';
  readonly tls: TerminateTls;
}

/** TLS, passed on as it is or ended here; connections are told apart by the name that clients ask for (SNI). */
export interface TlsListener extends ListenerBase, Hosted {
  readonly protocol: 'TLS';
  readonly tls: { readonly mode: 'Passthrough' } | (TerminateTls & { readonly mode: 'Terminate' });
}

/** TCP or UDP: no hosts and no TLS. */
export interface TransportListener extends ListenerBase {
  readonly protocol: 'TCP' | 'UDP';
  readonly hostname?: undefined;
  readonly tls?: undefined;
}

/** A protocol that only some controllers know. */
export interface OtherListener extends ListenerBase, Hosted {
  /** With the domain of who defines it: `example.com/game`. */
  readonly protocol: `${string}/${string}`;
  readonly tls?: { readonly mode: 'Passthrough' } | TerminateTls;
}

/** A listener of a Gateway or a ListenerSet, with the fields that its protocol can have. */
export type Listener = HttpListener | HttpsListener | TlsListener | TransportListener | OtherListener;
