import type { LabelSelector, ObjectMeta } from '../objects';

/**
 * The fields of Gateway API objects that networking reads, named as in the API (v1.7, standard channel) and all optional. Field
 * descriptions are those of the Gateway API reference.
 */

/** The kinds of routes. */
export type RouteKind = 'HTTPRoute' | 'GRPCRoute' | 'TLSRoute' | 'TCPRoute' | 'UDPRoute';

export interface GatewayClass {
  readonly metadata: ObjectMeta;
  readonly spec: { readonly controllerName?: string; readonly parametersRef?: unknown };
}

export interface AllowedNamespaces {
  /** Default: `Same`; of `allowedListeners`: `None`. */
  readonly from?: string;
  readonly selector?: LabelSelector;
}

export interface RouteGroupKind {
  /** Default: `gateway.networking.k8s.io`. */
  readonly group?: string;
  readonly kind?: string;
}

/** A reference to an object of any kind, in another namespace where it names one. */
export interface ObjectReference {
  readonly group?: string;
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
}

export interface ListenerTLS {
  /** Default: `Terminate`. */
  readonly mode?: string;
  readonly certificateRefs?: readonly ObjectReference[];
  readonly options?: Readonly<Record<string, string>>;
}

/** A listener of a Gateway or of a ListenerSet. */
export interface ListenerSpec {
  readonly name?: string;
  readonly hostname?: string;
  readonly port?: number;
  readonly protocol?: string;
  readonly tls?: ListenerTLS;
  readonly allowedRoutes?: { readonly namespaces?: AllowedNamespaces; readonly kinds?: readonly RouteGroupKind[] };
}

export interface GatewayAddress {
  /** Default: `IPAddress`. */
  readonly type?: string;
  readonly value?: string;
}

export interface Gateway {
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly gatewayClassName?: string;
    readonly listeners?: readonly ListenerSpec[];
    readonly addresses?: readonly GatewayAddress[];
    readonly allowedListeners?: { readonly namespaces?: AllowedNamespaces };
    readonly infrastructure?: { readonly parametersRef?: ObjectReference };
  };
}

/** A reference of a route to a Gateway or a ListenerSet. */
export interface ParentReference extends ObjectReference {
  readonly sectionName?: string;
  readonly port?: number;
}

export interface ListenerSet {
  readonly metadata: ObjectMeta;
  readonly spec: { readonly parentRef?: ParentReference; readonly listeners?: readonly ListenerSpec[] };
}

export interface BackendReference extends ObjectReference {
  readonly port?: number;
  /** Default: 1. */
  readonly weight?: number;
  readonly filters?: readonly RouteFilter[];
}

export interface HeaderValue {
  readonly name?: string;
  readonly value?: string;
}

export interface HeaderModifier {
  readonly set?: readonly HeaderValue[];
  readonly add?: readonly HeaderValue[];
  readonly remove?: readonly string[];
}

export interface PathModifier {
  readonly type?: string;
  readonly replaceFullPath?: string;
  readonly replacePrefixMatch?: string;
}

export interface RequestRedirect {
  readonly scheme?: string;
  readonly hostname?: string;
  readonly path?: PathModifier;
  readonly port?: number;
  /** Default: 302. */
  readonly statusCode?: number;
}

export interface RequestMirror {
  readonly backendRef?: BackendReference;
  readonly percent?: number;
  readonly fraction?: { readonly numerator?: number; readonly denominator?: number };
}

export interface CorsFilter {
  readonly allowOrigins?: readonly string[];
  readonly allowCredentials?: boolean;
  readonly allowMethods?: readonly string[];
  readonly allowHeaders?: readonly string[];
  readonly exposeHeaders?: readonly string[];
  /** Seconds. Default: 5. */
  readonly maxAge?: number;
}

/** A filter of a rule or of a backend: it has the member that its type names. */
export interface RouteFilter {
  readonly type?: string;
  readonly requestHeaderModifier?: HeaderModifier;
  readonly responseHeaderModifier?: HeaderModifier;
  readonly requestRedirect?: RequestRedirect;
  readonly urlRewrite?: { readonly hostname?: string; readonly path?: PathModifier };
  readonly requestMirror?: RequestMirror;
  readonly cors?: CorsFilter;
  readonly extensionRef?: ObjectReference;
}

/** How a value is compared: `Exact`, the default, or `RegularExpression`. */
export interface ValueMatch extends HeaderValue {
  readonly type?: string;
}

/** A match of an HTTPRoute (`path`, `queryParams`, `method` a verb) or of a GRPCRoute (`method` an object). */
export interface RouteMatch {
  readonly path?: { readonly type?: string; readonly value?: string };
  readonly headers?: readonly ValueMatch[];
  readonly queryParams?: readonly ValueMatch[];
  readonly method?: string | GrpcMethodMatch;
}

export interface GrpcMethodMatch {
  readonly type?: string;
  readonly service?: string;
  readonly method?: string;
}

export interface RouteRule {
  readonly name?: string;
  readonly matches?: readonly RouteMatch[];
  readonly filters?: readonly RouteFilter[];
  readonly backendRefs?: readonly BackendReference[];
  readonly timeouts?: { readonly request?: string; readonly backendRequest?: string };
  readonly retry?: { readonly attempts?: number; readonly codes?: readonly number[]; readonly backoff?: string };
}

/** A route of any kind; what a kind does not have is absent. */
export interface Route {
  readonly kind: RouteKind;
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly parentRefs?: readonly ParentReference[];
    readonly hostnames?: readonly string[];
    readonly rules?: readonly RouteRule[];
  };
}

export interface ReferenceGrant {
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly from?: readonly ObjectReference[];
    readonly to?: readonly ObjectReference[];
  };
}

export interface BackendTLSPolicy {
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly targetRefs?: readonly (ObjectReference & { readonly sectionName?: string })[];
    readonly validation?: {
      readonly caCertificateRefs?: readonly ObjectReference[];
      readonly wellKnownCACertificates?: string;
      readonly hostname?: string;
      readonly subjectAltNames?: readonly {
        readonly type?: string;
        readonly hostname?: string;
        readonly uri?: string;
      }[];
    };
  };
}
