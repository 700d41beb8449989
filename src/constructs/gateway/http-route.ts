import type { Construct } from 'constructs';
import type { RouteBackend } from './backend';
import type { HttpFilter } from './filters';
import type { Checked } from './literals';
import { Route } from './route';
import type { RouteProps } from './route';
import { HTTP_ROUTE, HTTP_RULE } from './schemas';

/** A header or a query parameter that a request has to have. */
export interface NamedMatch {
  /**
   * How the value is compared: as a whole, or by a regular expression in the syntax of the controller, mostly RE2.
   *
   * @default 'Exact'
   */
  readonly type?: 'Exact' | 'RegularExpression';
  readonly name: string;
  readonly value: string;
}

/** What a request has to have: all of it. */
export interface HTTPRouteMatch {
  /**
   * Its path: `Exact` letter by letter, `PathPrefix` by elements (`/a` takes `/a/b`, not `/ab`), `RegularExpression` as the
   * controller does.
   *
   * @default - every path
   */
  readonly path?: { readonly type?: 'Exact' | 'PathPrefix' | 'RegularExpression'; readonly value: string };
  /**
   * Its headers, at most 16; case does not count in names.
   *
   * @default - any
   */
  readonly headers?: readonly NamedMatch[];
  /**
   * Its query parameters, at most 16.
   *
   * @default - any
   */
  readonly queryParams?: readonly NamedMatch[];
  /**
   * Its method.
   *
   * @default - any
   */
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'CONNECT' | 'OPTIONS' | 'TRACE' | 'PATCH';
}

/** A rule of an HTTPRoute: which requests, what is done to them, and who serves them. */
export interface HTTPRouteRule {
  /**
   * Name of the rule, unique in the route.
   *
   * @default - none
   */
  readonly name?: string;
  /**
   * Requests: those that one of these takes, at most 64.
   *
   * @default - all
   */
  readonly matches?: readonly HTTPRouteMatch[];
  /**
   * What is done to requests and answers, at most 16. A redirect answers by itself.
   *
   * @default - nothing
   */
  readonly filters?: readonly HttpFilter[];
  /**
   * Who serves, by weight, at most 16.
   *
   * @default - nobody: 500, unless a filter redirects
   */
  readonly backendRefs?: readonly RouteBackend<HttpFilter>[];
  /**
   * How long the whole request and one try at a backend may take, as in `10s`; `0s` is for ever.
   *
   * @default - as the controller likes
   */
  readonly timeouts?: { readonly request?: string; readonly backendRequest?: string };
  /**
   * When a request is tried again: status codes 400 to 599, how often, and how long between tries.
   *
   * @default - as the controller likes
   */
  readonly retry?: { readonly codes?: readonly number[]; readonly attempts?: number; readonly backoff?: string };
}

/** Properties of `HTTPRoute`. Fields of gateway.networking.k8s.io/v1, standard channel of v1.7. */
export interface HTTPRouteProps<
  Hostnames extends readonly string[] = readonly string[],
  Rules extends readonly HTTPRouteRule[] = readonly HTTPRouteRule[],
> extends RouteProps {
  /**
   * Hosts, at most 16; `*.example.com` takes any number of labels before it.
   *
   * @default - those of the listeners
   */
  readonly hostnames?: Hostnames & Checked<{ readonly hostnames: Hostnames }>['hostnames'];
  /**
   * The rules, at most 16, here or by `addRule`.
   *
   * @default - none: the API server adds nothing, and every request gets 404
   */
  readonly rules?: Rules & Checked<Rules>;
}

/**
 * An HTTPRoute: requests by host, path, headers, query and method to Services.
 *
 * ```ts
 * new HTTPRoute(chart, 'shop', {
 *   parentRefs: [edge.listener('https')],
 *   hostnames: ['shop.example.com'],
 *   rules: [{ matches: [{ path: { value: '/api' } }], backendRefs: [api.port('http')] }],
 * });
 * ```
 */
export class HTTPRoute<
  const Hostnames extends readonly string[] = readonly string[],
  const Rules extends readonly HTTPRouteRule[] = readonly HTTPRouteRule[],
> extends Route {
  constructor(scope: Construct, id: string, props: HTTPRouteProps<Hostnames, Rules> = {}) {
    super(scope, id, { kind: 'HTTPRoute', props: HTTP_ROUTE, rule: HTTP_RULE }, props);
  }

  /** Adds a rule after those that are there. */
  addRule<const Rule extends HTTPRouteRule>(rule: Rule & Checked<Rule>): this {
    this.append(rule);
    return this;
  }

  /**
   * URL of a path of the route: `https://shop.example.com/cart`.
   *
   * @param options Path, default `/`, and scheme, default `https` where all parents are listeners with TLS, else `http`.
   * @throws ConstructError if neither the route nor its listener names a host
   */
  url({ path = '/', scheme }: { readonly path?: string; readonly scheme?: 'http' | 'https' } = {}): string {
    return this.urlOf(path, scheme);
  }
}
