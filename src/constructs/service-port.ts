import type { Protocol } from '../model/objects';
import type { NodePortLiteral, PortLiteral, Refused } from '../terms/port-literal';

/** A port of a Service that forwards to Pods. Fields as in ServicePort of Kubernetes v1.34. */
export interface ServicePortProps {
  /**
   * Name by which `port()` of the Service, Ingresses, SRV records and environment variables refer to the port: a DNS
   * label of at most 63 characters (an Ingress can name only those of at most 15). Needed where there are several ports.
   *
   * @default - none
   */
  readonly name?: string;
  /** Port that clients dial, 1 to 65535. Literals outside do not compile, others are refused when constructed. */
  readonly port: number;
  /**
   * Where the Pods listen: a number from 1 to 65535, or the name of a container port, which may stand for different
   * numbers in different Pods.
   *
   * @default - the same as `port`
   */
  readonly targetPort?: number | string;
  /**
   * Transport protocol.
   *
   * @default 'TCP'
   */
  readonly protocol?: Protocol;
  /**
   * Application protocol, as a hint for proxies and controllers: `http`, `kubernetes.io/h2c`, `example.com/proto`.
   *
   * @default - none
   */
  readonly appProtocol?: string;
}

/** A port of a Service that nodes open as well. */
export interface NodeServicePortProps extends ServicePortProps {
  /**
   * Port that every node opens, 30000 to 32767. One pool for the whole cluster, whatever the protocol. Literals outside
   * do not compile; for a cluster with another `--service-node-port-range` see `Diagnostics.install`, and write the
   * literal `as number`.
   *
   * @default - the cluster picks a free one
   */
  readonly nodePort?: number;
}

/** A port of an ExternalName Service: told to those who ask, but nothing translates it, hence no `targetPort`. */
export type ExternalNamePortProps = Omit<ServicePortProps, 'targetPort'>;

/** Any port of any Service. */
export type AnyServicePort = ServicePortProps & { readonly nodePort?: number };

/**
 * `Ports` as far as the compiler can judge it: port numbers in range, no fields but those of `Allowed`, names on all of
 * several ports. What is wrong becomes a type that nothing is assignable to. Arrays of unknown length pass.
 */
export type CheckedPorts<Ports extends readonly object[], Allowed> = {
  readonly [Index in keyof Ports]: CheckedPort<Ports[Index], Allowed> & NameIfSeveral<Ports>;
};

/** One port as far as the compiler can judge it, see {@link CheckedPorts}. */
export type CheckedPort<Port, Allowed> = {
  readonly [Field in keyof Port]: Field extends keyof Allowed
    ? Field extends 'nodePort'
      ? NodePortLiteral<Port[Field]>
      : Field extends 'port' | 'targetPort'
        ? PortLiteral<Port[Field]>
        : Port[Field]
    : Refused<`there is no field ${Field & string} here`>;
};

type NameIfSeveral<Ports extends readonly unknown[]> = number extends Ports['length']
  ? unknown
  : Ports extends readonly [] | readonly [unknown]
    ? unknown
    : { readonly name: string };

/** The names of ports; `string` where they are not known to the compiler, `never` where there are none. */
export type PortName<Ports extends readonly object[]> = Ports[number] extends infer Port
  ? Port extends { readonly name: infer Name extends string }
    ? Name
    : 'name' extends keyof Port
      ? string
      : never
  : never;

/** What says which port is meant: a name, which may be left out where there is only one port. */
export type PortChoice<Ports extends readonly object[]> = number extends Ports['length']
  ? [name?: string]
  : Ports extends readonly [unknown]
    ? [name?: PortName<Ports>]
    : [name: PortName<Ports>];
