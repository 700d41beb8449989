import type { LabelSelector, ObjectMeta } from '../objects';

/**
 * The fields of Gateway API objects that attachment and references read, typed as in the API (v1.7) and all optional: the API
 * server may refuse an object, which is still looked at. Defaults are filled in.
 */

export interface ObjectReference {
  readonly group?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
}

export interface ParentReference extends ObjectReference {
  readonly sectionName?: string;
  readonly port?: number;
}

export interface BackendRef extends ObjectReference {
  readonly port?: number;
  readonly weight?: number;
}

export interface AllowedRoutes {
  readonly namespaces?: { readonly from?: 'All' | 'Same' | 'Selector' | 'None'; readonly selector?: LabelSelector };
  readonly kinds?: readonly { readonly group?: string; readonly kind?: string }[];
}

export interface Listener {
  readonly name?: string;
  readonly hostname?: string;
  readonly port?: number;
  readonly protocol?: string;
  readonly tls?: {
    readonly mode?: 'Terminate' | 'Passthrough';
    readonly certificateRefs?: readonly ObjectReference[];
    readonly options?: Readonly<Record<string, string>>;
  };
  readonly allowedRoutes?: AllowedRoutes;
}

export interface Gateway {
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly gatewayClassName?: string;
    readonly listeners?: readonly Listener[];
    readonly allowedListeners?: Pick<AllowedRoutes, 'namespaces'>;
  };
}

export interface ListenerSet {
  readonly metadata: ObjectMeta;
  readonly spec: { readonly parentRef?: ObjectReference; readonly listeners?: readonly Listener[] };
}

export interface GatewayClass {
  readonly metadata: ObjectMeta;
  readonly spec: { readonly controllerName?: string };
}

export interface PathModifier {
  readonly type?: string;
  readonly replaceFullPath?: string;
  readonly replacePrefixMatch?: string;
}

export interface RouteFilter {
  readonly type?: string;
  readonly requestRedirect?: {
    readonly scheme?: string;
    readonly hostname?: string;
    readonly path?: PathModifier;
    readonly port?: number;
    readonly statusCode?: number;
  };
  readonly requestMirror?: { readonly backendRef?: BackendRef };
}

export interface NamedMatch {
  readonly type?: string;
  readonly name?: string;
  readonly value?: string;
}

export interface RouteMatch {
  readonly path?: { readonly type?: string; readonly value?: string };
  /** Of an HTTPRoute a word, of a GRPCRoute service and method. */
  readonly method?: string | { readonly type?: string; readonly service?: string; readonly method?: string };
  readonly headers?: readonly NamedMatch[];
  readonly queryParams?: readonly NamedMatch[];
}

export interface RouteRule {
  readonly name?: string;
  readonly matches?: readonly RouteMatch[];
  readonly filters?: readonly RouteFilter[];
  readonly backendRefs?: readonly (BackendRef & { readonly filters?: readonly RouteFilter[] })[];
}

/** An object of any of the kinds in {@link ROUTE_KINDS}. */
export interface Route {
  readonly kind?: string;
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
    readonly from?: readonly { readonly group?: string; readonly kind?: string; readonly namespace?: string }[];
    readonly to?: readonly { readonly group?: string; readonly kind?: string; readonly name?: string }[];
  };
}

export interface BackendTLSPolicy {
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly targetRefs?: readonly (ObjectReference & { readonly sectionName?: string })[];
    readonly validation?: { readonly caCertificateRefs?: readonly ObjectReference[]; readonly hostname?: string };
  };
}

export const ROUTE_KINDS = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'] as const;
