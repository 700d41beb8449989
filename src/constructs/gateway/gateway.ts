import type { ApiObjectMetadata } from 'cdk8s';
import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { PortName } from '../service-port';
import { checkProps, checkValue } from '../check-props';
import { ConstructError } from '../construct-error';
import { Diagnostics } from '../diagnostics';
import type { GatewayClass } from './gateway-class';
import type { AllowedNamespaces, CertificateRef, Listener } from './listener';
import type { Checked } from './literals';
import type { ListenerRef } from './parent';
import { GATEWAY, LISTENER } from './schemas';

/** Properties of `Gateway`. Fields of gateway.networking.k8s.io/v1, standard channel of v1.7. */
export interface GatewayProps<Listeners extends readonly Listener[] = readonly Listener[]> {
  /**
   * Name, namespace, labels and annotations.
   *
   * @default - a name made from the construct path; the namespace of the chart
   */
  readonly metadata?: ApiObjectMetadata;
  /** Which controller serves the Gateway: the class, or its name. */
  readonly gatewayClassName: string | GatewayClass;
  /** Ports that are opened to the outside, with their hosts and certificates: 1 to 64, here or by `addListener`. */
  readonly listeners?: Listeners & Checked<Listeners>;
  /**
   * Addresses that are asked for, at most 16.
   *
   * @default - the controller chooses
   */
  readonly addresses?: readonly { readonly type?: string; readonly value?: string }[];
  /**
   * Labels, annotations and parameters for what the controller makes for the Gateway.
   *
   * @default - none
   */
  readonly infrastructure?: {
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly parametersRef?: { readonly group: string; readonly kind: string; readonly name: string };
  };
  /**
   * Which ListenerSets may add listeners.
   *
   * @default - none
   */
  readonly allowedListeners?: { readonly namespaces?: AllowedNamespaces };
  /**
   * Certificates of clients, and the Gateway's own towards backends.
   *
   * @default - clients need none, backends get none
   */
  readonly tls?: GatewayTls;
}

/** TLS of a whole Gateway. */
export interface GatewayTls {
  /** What the Gateway shows to backends. */
  readonly backend?: { readonly clientCertificateRef?: CertificateRef };
  /** How certificates of clients are checked: by default, and for single ports. */
  readonly frontend?: {
    readonly default: FrontendTls;
    readonly perPort?: readonly { readonly port: number; readonly tls: FrontendTls }[];
  };
}

/** How certificates of clients are checked. */
export interface FrontendTls {
  readonly validation?: {
    readonly caCertificateRefs: readonly {
      readonly group: string;
      readonly kind: string;
      readonly name: string;
      readonly namespace?: string;
    }[];
    readonly mode?: 'AllowValidOnly' | 'AllowInsecureFallback';
  };
}

/**
 * A Gateway: ports that are open to the outside, to which routes attach.
 *
 * ```ts
 * const edge = new Gateway(chart, 'edge', {
 *   gatewayClassName: 'contour',
 *   listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }],
 * });
 * new HTTPRoute(chart, 'shop', { parentRefs: [edge.listener('http')], rules: [{ backendRefs: [api.port('http')] }] });
 * ```
 */
export class Gateway<const Listeners extends readonly Listener[] = readonly Listener[]> extends ApiObject {
  private readonly listeners: Listener[];

  constructor(scope: Construct, id: string, props: GatewayProps<Listeners>) {
    checkProps(scope, id, props, GATEWAY);
    const { metadata, gatewayClassName, listeners: given = [], ...rest }: GatewayProps = props as GatewayProps;
    const listeners = [...given];
    const className = typeof gatewayClassName === 'string' ? gatewayClassName : gatewayClassName.name;
    const spec = { gatewayClassName: className, listeners, ...rest };
    const head = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway' };
    super(scope, id, { ...head, ...(metadata === undefined ? {} : { metadata }), spec });
    this.listeners = listeners;
    Diagnostics.install(this);
  }

  /**
   * A listener, as the parent of a route. A name that the Gateway does not have does not compile.
   *
   * @throws ConstructError if there is no such listener
   */
  listener(name: PortName<Listeners>): ListenerRef {
    return listenerRef(this, this.listeners, name);
  }

  /** Adds a listener, and gives it as the parent of a route. */
  addListener<const Added extends Listener>(listener: Added & Checked<Added>): ListenerRef {
    checkValue(this, listener, LISTENER, 'addListener()');
    this.listeners.push(listener);
    return listenerRef(this, this.listeners, listener.name);
  }
}

/** @throws ConstructError if there is no such listener */
export function listenerRef(parent: ApiObject, listeners: readonly Listener[], wanted: string): ListenerRef {
  const listener = listeners.find(({ name }) => name === wanted);
  if (listener !== undefined) {
    const { name, port, protocol, hostname } = listener;
    return { parent, name, port, protocol, ...(hostname === undefined ? {} : { hostname }) };
  }
  const names = listeners.map(({ name }) => name);
  const problem = `${parent.kind} ${parent.name} has no such listener`;
  const remedy = names.length === 0 ? 'add a listener' : `name one of its listeners: ${names.join(', ')}`;
  throw new ConstructError(parent, { field: 'listener', value: wanted, problem, remedy });
}
