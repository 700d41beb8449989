import type { Construct } from 'constructs';
import type { RouteBackend } from './backend';
import type { Checked } from './literals';
import { Route } from './route';
import type { RouteProps } from './route';
import { TCP_ROUTE, TLS_ROUTE, TRANSPORT_RULE, UDP_ROUTE } from './schemas';

/** The rule of a route that passes connections on: there is one, for the API takes no more. */
export interface TransportRule {
  /**
   * Name of the rule.
   *
   * @default - none
   */
  readonly name?: string;
  /** Who gets the connections, by weight, 1 to 16. */
  readonly backendRefs: readonly RouteBackend[];
}

/** Properties of `TLSRoute`. Fields of gateway.networking.k8s.io/v1, standard channel of v1.7. */
export interface TLSRouteProps<
  Hostnames extends readonly string[] = readonly string[],
  Rules extends readonly [TransportRule] = readonly [TransportRule],
> extends RouteProps {
  /** Names that clients ask for (SNI), 1 to 1024; no IP addresses. */
  readonly hostnames: Hostnames & Checked<{ readonly hostnames: Hostnames }>['hostnames'];
  /** The rule. */
  readonly rules: Rules & Checked<Rules>;
}

/** A TLSRoute: TLS connections by the name that clients ask for, passed on without being read. */
export class TLSRoute<
  const Hostnames extends readonly string[] = readonly string[],
  const Rules extends readonly [TransportRule] = readonly [TransportRule],
> extends Route {
  constructor(scope: Construct, id: string, props: TLSRouteProps<Hostnames, Rules>) {
    super(scope, id, { kind: 'TLSRoute', props: TLS_ROUTE, rule: TRANSPORT_RULE }, props);
  }
}

/** Properties of `TCPRoute` and `UDPRoute`. Fields of gateway.networking.k8s.io/v1, standard channel of v1.7. */
export interface TransportRouteProps<
  Rules extends readonly [TransportRule] = readonly [TransportRule],
> extends RouteProps {
  /** The rule. */
  readonly rules: Rules & Checked<Rules>;
}

/** A TCPRoute: all connections to a port. */
export class TCPRoute<const Rules extends readonly [TransportRule] = readonly [TransportRule]> extends Route {
  constructor(scope: Construct, id: string, props: TransportRouteProps<Rules>) {
    super(scope, id, { kind: 'TCPRoute', props: TCP_ROUTE, rule: TRANSPORT_RULE }, props);
  }
}

/** A UDPRoute: all datagrams to a port. */
export class UDPRoute<const Rules extends readonly [TransportRule] = readonly [TransportRule]> extends Route {
  constructor(scope: Construct, id: string, props: TransportRouteProps<Rules>) {
    super(scope, id, { kind: 'UDPRoute', props: UDP_ROUTE, rule: TRANSPORT_RULE }, props);
  }
}
