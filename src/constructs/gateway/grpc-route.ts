import type { Construct } from 'constructs';
import type { RouteBackend } from './backend';
import type { GrpcFilter } from './filters';
import type { NamedMatch } from './http-route';
import type { Checked } from './literals';
import { Route } from './route';
import type { RouteProps } from './route';
import { GRPC_ROUTE, GRPC_RULE } from './schemas';

/** A method of a service, or all methods of one, or one of every service. */
export type GRPCMethodMatch = {
  /**
   * How names are compared.
   *
   * @default 'Exact'
   */
  readonly type?: 'Exact' | 'RegularExpression';
} & ({ readonly service: string; readonly method?: string } | { readonly service?: string; readonly method: string });

/** What a request has to have: all of it. */
export interface GRPCRouteMatch {
  /**
   * Its service and method.
   *
   * @default - any
   */
  readonly method?: GRPCMethodMatch;
  /**
   * Its headers, at most 16.
   *
   * @default - any
   */
  readonly headers?: readonly NamedMatch[];
}

/** A rule of a GRPCRoute. */
export interface GRPCRouteRule {
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
  readonly matches?: readonly GRPCRouteMatch[];
  /**
   * What is done to requests and answers, at most 16.
   *
   * @default - nothing
   */
  readonly filters?: readonly GrpcFilter[];
  /**
   * Who serves, by weight, at most 16.
   *
   * @default - nobody
   */
  readonly backendRefs?: readonly RouteBackend<GrpcFilter>[];
}

/** Properties of `GRPCRoute`. Fields of gateway.networking.k8s.io/v1, standard channel of v1.7. */
export interface GRPCRouteProps<
  Hostnames extends readonly string[] = readonly string[],
  Rules extends readonly GRPCRouteRule[] = readonly GRPCRouteRule[],
> extends RouteProps {
  /**
   * Hosts, at most 16; none that an HTTPRoute has on the same listener.
   *
   * @default - those of the listeners
   */
  readonly hostnames?: Hostnames & Checked<{ readonly hostnames: Hostnames }>['hostnames'];
  /**
   * The rules, at most 16, here or by `addRule`.
   *
   * @default - none
   */
  readonly rules?: Rules & Checked<Rules>;
}

/** A GRPCRoute: gRPC requests by host, service, method and headers to Services. */
export class GRPCRoute<
  const Hostnames extends readonly string[] = readonly string[],
  const Rules extends readonly GRPCRouteRule[] = readonly GRPCRouteRule[],
> extends Route {
  constructor(scope: Construct, id: string, props: GRPCRouteProps<Hostnames, Rules> = {}) {
    super(scope, id, { kind: 'GRPCRoute', props: GRPC_ROUTE, rule: GRPC_RULE }, props);
  }

  /** Adds a rule after those that are there. */
  addRule<const Rule extends GRPCRouteRule>(rule: Rule & Checked<Rule>): this {
    this.append(rule);
    return this;
  }
}
