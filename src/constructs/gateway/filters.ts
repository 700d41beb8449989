import type { ServicePortRef } from '../service';
import type { NamedBackend } from './backend';

/** What is done to headers: names that are set, added and removed, at most 16 of each. */
export interface HeaderModifier {
  /** Values in place of what was there. */
  readonly set?: readonly HeaderValue[];
  /** Values beside what was there. */
  readonly add?: readonly HeaderValue[];
  /** Names that are taken away. */
  readonly remove?: readonly string[];
}

export interface HeaderValue {
  readonly name: string;
  readonly value: string;
}

/** Another path: all of it, or what a `PathPrefix` match took. */
export type PathModifier =
  | { readonly type: 'ReplaceFullPath'; readonly replaceFullPath: string; readonly replacePrefixMatch?: undefined }
  | { readonly type: 'ReplacePrefixMatch'; readonly replacePrefixMatch: string; readonly replaceFullPath?: undefined };

/** Where a redirect leads; what is left out stays as it was asked for. */
export interface RequestRedirect {
  readonly scheme?: 'http' | 'https';
  readonly hostname?: string;
  readonly path?: PathModifier;
  /**
   * Port, 1 to 65535.
   *
   * @default - that of the scheme if there is one, otherwise that of the listener
   */
  readonly port?: number;
  /**
   * HTTP status.
   *
   * @default 302
   */
  readonly statusCode?: 301 | 302 | 303 | 307 | 308;
}

/** What the backend is asked for in place of what the client asked for. */
export interface UrlRewrite {
  readonly hostname?: string;
  readonly path?: PathModifier;
}

/** A backend that gets a copy of requests, and whose answers are ignored: all of them, some percent, or a fraction. */
export interface RequestMirror {
  readonly backendRef: ServicePortRef | NamedBackend;
  /** Percent of the requests, 0 to 100. Not together with `fraction`. */
  readonly percent?: number;
  /** Part of the requests. The denominator is 100 where it is left out. */
  readonly fraction?: { readonly numerator: number; readonly denominator?: number };
}

/** Which origins may ask from a browser (https://fetch.spec.whatwg.org/#cors-protocol). */
export interface Cors {
  readonly allowOrigins?: readonly string[];
  readonly allowCredentials?: boolean;
  readonly allowMethods?: readonly string[];
  readonly allowHeaders?: readonly string[];
  readonly exposeHeaders?: readonly string[];
  /**
   * How long browsers may remember the answer, in seconds.
   *
   * @default 5
   */
  readonly maxAge?: number;
}

/** A filter of the controller's own, in an object beside the route. */
export interface ExtensionRef {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
}

/** What each type of filter has: the member of its name, and no other. */
interface Members {
  readonly requestHeaderModifier: HeaderModifier;
  readonly responseHeaderModifier: HeaderModifier;
  readonly requestMirror: RequestMirror;
  readonly requestRedirect: RequestRedirect;
  readonly urlRewrite: UrlRewrite;
  readonly cors: Cors;
  readonly extensionRef: ExtensionRef;
}

type FilterOf<Type extends string, Member extends keyof Members> = { readonly type: Type } & Readonly<
  Pick<Members, Member>
> & { readonly [Other in Exclude<keyof Members, Member>]?: undefined };

/** What happens to requests of a GRPCRoute before they reach a backend, or to answers. */
export type GrpcFilter =
  | FilterOf<'RequestHeaderModifier', 'requestHeaderModifier'>
  | FilterOf<'ResponseHeaderModifier', 'responseHeaderModifier'>
  | FilterOf<'RequestMirror', 'requestMirror'>
  | FilterOf<'ExtensionRef', 'extensionRef'>;

/** What happens to requests of an HTTPRoute before they reach a backend, or to answers. */
export type HttpFilter =
  | GrpcFilter
  | FilterOf<'RequestRedirect', 'requestRedirect'>
  | FilterOf<'URLRewrite', 'urlRewrite'>
  | FilterOf<'CORS', 'cors'>;
