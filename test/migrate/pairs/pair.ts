import { objectOf } from '../../../src/migrate/edge';
import type { RouteFilter, RouteRule } from '../../../src/model/gateway/objects';
import type { Manifest } from '../../../src/model/manifest';
import type { Shown } from '../shop';

/** What an Ingress of ingress-nginx says, a Gateway form of it that somebody wrote by hand, and what the proof is to say of the two. */
export interface Pair {
  /** Family and case. */
  readonly of: string;
  readonly ingress: Shown;
  /** Others of the same host, and whatever else there was. */
  readonly more?: readonly Shown[];
  readonly objects?: readonly Manifest[];
  readonly routes: readonly Manifest[];
  /** Kinds of differences that the suite tells of: what differs, or the name of what explains it. */
  readonly differs?: readonly string[];
  /** Those that it does not ask for. */
  readonly also?: readonly string[];
  /** What somebody decides who is not known. */
  readonly depends?: string;
  /** Annotations that requests do not show, and that the proof tells of. */
  readonly told?: readonly string[];
}

/** Without their prefix. */
export type Annotations = Readonly<Record<string, string>>;

export const HOST = 'shop.example.com';

/** Requests that are passed on as they come. */
export const TO_WEB: RouteRule = { backendRefs: [{ name: 'web', port: 80 }] };

export function route(rules: readonly RouteRule[], hostnames: readonly string[] = [HOST], name = 'shop'): Manifest {
  return objectOf('HTTPRoute', 'shop', name, { parentRefs: [{ name: 'edge', sectionName: 'http' }], hostnames, rules });
}

/** A filter that only Traefik knows. */
export function extension(name: string): RouteFilter {
  return { type: 'ExtensionRef', extensionRef: { group: 'traefik.io', kind: 'Middleware', name } };
}

/** A rule for what begins with a path, in other hands. */
export function extended(name: string, path = '/'): RouteRule {
  return { matches: [{ path: { type: 'PathPrefix', value: path } }], filters: [extension(name)], ...TO_WEB };
}

/** What stands at the Ingress changes nothing about who is asked for what. */
export function unchanged(of: string, annotations: Annotations = {}, told = Object.keys(annotations)): Pair {
  return { of, ingress: { annotations }, routes: [route([TO_WEB])], told };
}

/** What stands at the Ingress is a filter of Traefik. */
export function left(of: string, annotations: Annotations, more: Partial<Pair> = {}): Pair {
  const told = Object.keys(annotations);
  return {
    of,
    ingress: { annotations },
    routes: [route([extended('own')])],
    depends: 'what Middleware own does',
    told,
    ...more,
  };
}
